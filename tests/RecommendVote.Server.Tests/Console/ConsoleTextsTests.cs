using System.Text.RegularExpressions;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.StaffConsole.Meetings;
using RecommendVote.Server.StaffConsole.Text;
using Xunit;

namespace RecommendVote.Server.Tests.Console;

/// <summary>Every text of the console exists in both languages, every key that a page names exists, and none lies about unused.</summary>
public sealed partial class ConsoleTextsTests
{
    private static readonly IReadOnlyDictionary<string, string> Zh = Words.Table("zh");
    private static readonly IReadOnlyDictionary<string, string> En = Words.Table("en");

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        Assert.Equal(Zh.Keys.Order(StringComparer.Ordinal), En.Keys.Order(StringComparer.Ordinal));
        Assert.True(Zh.Count > 300);
    }

    [Fact]
    public void No_text_is_empty_or_left_in_the_other_language()
    {
        foreach (var (key, text) in Zh)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            // The link to the other language is written in that language.
            if (key != "nav.other-language" && key != "list.comma")
                Assert.True(Chinese().IsMatch(text), $"{key} is not Chinese: {text}");
        }
        foreach (var (key, text) in En)
        {
            Assert.True(text.Length > 0, key);
            if (key != "nav.other-language")
                Assert.False(Chinese().IsMatch(text), $"{key} is not English: {text}");
        }
    }

    [Fact]
    public void Both_languages_fill_in_the_same_values()
    {
        foreach (var key in Zh.Keys)
            Assert.Equal(Places(Zh[key]), Places(En[key]));
    }

    [Fact]
    public void Classes_of_cards_are_named_in_the_readers_language_and_printed_in_Chinese()
    {
        var all = new CardClass("B", "B", "B 负责人", [], ["P1", "P2", "P3"], [], 22, 2);
        var some = all with { Class = "B-R1", Recused = ["P1", "P3"], Positions = ["P2"], People = 1, Spares = 0 };
        string[] Named(string lang) => [.. new[] { all, some }.Select(new Words { Lang = lang }.NameOf)];
        Assert.Equal(["B 负责人", "B 负责人（回避 P1、P3）"], Named("zh"));
        Assert.Equal(["B 负责人", "B 负责人 (sits out P1, P3)"], Named("en"));
        Assert.Equal(Named("zh"), new[] { all.Name, some.Name });
    }

    [Fact]
    public void Every_key_that_a_page_names_has_a_text()
    {
        var named = NamedKeys().ToList();
        Assert.True(named.Count > 200, "the console's sources were not found");
        var missing = named.Except(Zh.Keys).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_key_made_of_data_has_a_text()
    {
        var missing = KeysOfData().Except(Zh.Keys).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void No_text_is_unused()
    {
        var sources = Sources().ToList();
        var ofData = KeysOfData().ToHashSet();
        var unused = Zh.Keys.Where(key => !IsOfLibrary(key) && !ofData.Contains(key) && !sources.Exists(source => source.Contains($"\"{key}\"", StringComparison.Ordinal))).ToList();
        Assert.Empty(unused);

        static bool IsOfLibrary(string key) => key.StartsWith("mud.", StringComparison.Ordinal);
    }

    private static IEnumerable<string> KeysOfData() =>
    [
        .. Roles.All.SelectMany(role => new[] { "role." + role, "role." + role + ".what" }),
        .. States().Select(state => "state." + state),
        .. MeetingSteps.Keys.Select(key => "step." + key),
        .. new[] { "positions", "roster", "attendees", "trustees", "cards", "ceremony", "tally" }.Select(key => "step." + key + ".count"),
        .. Constants(typeof(NextSteps)).SelectMany(next => new[] { "next." + next, "next." + next + ".why" }),
        .. new[] { "organizer", "issuer", "officer", "trustees", "staff", "organizer-officer", "organizer-issuer", "tellers", "tellers-officer" }.Select(by => "by." + by),
        .. RecordGap.All.Append("then").Select(gap => "verify.missing." + gap),
        .. Enum.GetNames<StepState>().Select(state => "step-state." + state.ToLowerInvariant()),
        .. Enum.GetNames<MeetingPolicy>().Select(policy => "policy." + policy.ToLowerInvariant()),
        .. Enum.GetNames<ProposalState>().Select(state => "proposal." + state.ToLowerInvariant()),
        .. new[] { "invited-key", "ready", "rehearsed" }.Select(stage => "stage." + stage),
        .. Constants(typeof(EntryTypes)).Where(IsSignedByStaff).Select(type => "entry." + type),
        .. new[] { "SM2-SM3", "P256-SHA256" }.Select(suite => "suite." + suite),
        .. ProposeVoidedCards.Reasons.Select(reason => "void." + reason),
        .. ProposeCancellation.Reasons.Select(reason => "cancel-meeting." + reason),
        .. new[] { AttestationBody.Verified, AttestationBody.Objection }.Select(verdict => "attest." + verdict),
        .. new[] { "passed", "failed", "not-checked" }.Select(state => "check." + state),
        .. new[] { "principles", "positions", "conditions", "scope", "requirements" }.SelectMany(part => new[] { "announcement." + part, "announcement.example." + part }),
        .. ProposeReplacedCard.Reasons.Select(reason => "replace." + reason),
        .. PositionKinds.All.SelectMany(kind => new[] { "positions.kind." + kind, "positions.kind." + kind + ".help" }),
        .. new[] { PositionKinds.Grade, PositionKinds.Vote }.SelectMany(kind => new[] { "positions.kind." + kind + ".title", "positions.answers." + kind }),
        .. new[] { "result.phase.1", "result.phase.2" },
        .. MeetingKinds.All.SelectMany(kind => new[] { "kind." + kind, "kind." + kind + ".title" }),
    ];

    private static bool IsSignedByStaff(string type) =>
        EntryTypes.Find(type)?.Signers is EntrySigners.Organizer or EntrySigners.Issuer or EntrySigners.Officer or EntrySigners.OrganizerAndOfficer
            or EntrySigners.TellersAndOfficer;

    private static IEnumerable<string> States() => Constants(typeof(MeetingStates));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> NamedKeys() => Sources()
        .SelectMany(source => PlainKey().Matches(source).Concat(ChosenKey().Matches(source)))
        .SelectMany(match => match.Groups.Values.Skip(1)).Select(group => group.Value);

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RecommendVote.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "server", "Console"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    // W["key"] and W["key", values]; a literal followed by a plus sign is the beginning of a key made of data.
    [GeneratedRegex("""\bW\["([^"]+)"[,\]]""")]
    private static partial Regex PlainKey();

    // W[condition ? "one" : "other"].
    [GeneratedRegex("""\bW\[[^"\]]*\? "([^"]+)" : "([^"]+)"[,\]]""")]
    private static partial Regex ChosenKey();

    [GeneratedRegex("""\p{IsCJKUnifiedIdeographs}""")]
    private static partial Regex Chinese();

    [GeneratedRegex("""\{\w+\}""")]
    private static partial Regex Place();
}
