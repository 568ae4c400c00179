using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.StaffConsole.Text;

/// <summary>The console's wording in the language of one circuit. Chinese is the first language.</summary>
public sealed class Words
{
    private static readonly FrozenDictionary<string, string> Zh = Load("zh");
    private static readonly FrozenDictionary<string, string> En = Load("en");

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Lang { get; set; } = "zh";

    public bool IsEnglish => Lang == "en";

    /// <summary>The text of a key; a key without a text shows itself, which a test forbids.</summary>
    public string this[string key] => (IsEnglish ? En : Zh).GetValueOrDefault(key, key);

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c>, ... filled in.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The sentence of a refusal, with its detail where it has one.</summary>
    public string Of(Refusal refusal)
    {
        var sentence = IsEnglish ? refusal.En : refusal.Zh;
        return string.IsNullOrEmpty(refusal.Detail) ? sentence : $"{sentence} ({refusal.Detail})";
    }

    /// <summary>The text of a key that is made of data, or the data itself when there is none.</summary>
    public string OrRaw(string prefix, string value) => (IsEnglish ? En : Zh).GetValueOrDefault(prefix + value, value);

    /// <summary>What stands beside the names of contests.</summary>
    public ContestWords OfContests => new(this["positions.kind.grade.title"], this["positions.kind.vote.title"], this["result.abstain"], this["paper.written-in"]);

    /// <summary>A class of cards in the reader's language; what is printed on the cards is <see cref="CardClass.Name"/>.</summary>
    public string NameOf(CardClass item) => item.Recused.Count == 0 ? item.Title : this["cards.class-recused", item.Title, string.Join(this["list.comma"], item.Recused)];

    public string Pick(string zh, string en) => IsEnglish ? en : zh;

    internal static IReadOnlyDictionary<string, string> Table(string lang) => lang == "en" ? En : Zh;

    private static FrozenDictionary<string, string> Load(string lang)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"RecommendVote.Server.Console.Text.{lang}.json")
            ?? throw new InvalidOperationException($"the console's {lang}.json is not embedded");
        return (JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToFrozenDictionary(StringComparer.Ordinal);
    }
}
