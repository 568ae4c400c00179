using System.Text;
using RecommendVote.CardReader;
using RecommendVote.Crypto;
using RecommendVote.Record.Cards;

namespace RecommendVote.Tool.Tests.Cards;

/// <summary>Cards made by <c>rv cards</c>: the printed codes give exactly the keys of the public list.</summary>
public sealed class CardsCommandTests(GoldenRecords records)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task Printed_codes_are_the_keys_of_the_list_and_the_list_is_what_the_plan_asks_for(string suite)
    {
        using var folder = new TemporaryFolder();
        var (run, output) = await MakeAsync(folder, CardPlans.Of(records.Of(suite)));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(CardPlanFile.TryRead(await File.ReadAllBytesAsync(folder.File("plan.json"), Token), out var plan, out _));
        var listBytes = await File.ReadAllBytesAsync(Path.Combine(output, "cards.json"), Token);
        Assert.True(CardListFile.TryRead(plan.Meeting.Suite, listBytes, out var list, out var fault), fault);
        Assert.Null(list.DiffersFrom(plan));

        var codes = CardSheetReader.Read(await File.ReadAllBytesAsync(Path.Combine(output, "cards.pdf"), Token)).Texts;
        Assert.Equal(19, codes.Count);
        var prefix = $"https://vote.example/v/{plan.Meeting.Meeting}#";
        var keys = codes.Select(code =>
        {
            Assert.StartsWith(prefix, code, StringComparison.Ordinal);
            Assert.True(CardLink.TryParseFragment(code[prefix.Length..], out var seed, out var fingerprint));
            Assert.Equal(plan.Fingerprint, fingerprint);
            using var key = CardKey.FromSeed(plan.Meeting.Suite, seed, plan.Meeting.Meeting);
            return Convert.ToHexString(key.PublicKey.Encode());
        }).ToList();
        Assert.Equal(keys[..7].Order(), list.Classes[0].Cards.Select(key => Convert.ToHexString(key.Span)).Order());
        Assert.Equal(keys[7..].Order(), list.Classes[1].Cards.Select(key => Convert.ToHexString(key.Span)).Order());
        var sum = plan.Meeting.Suite.Hash(listBytes);
        Assert.Contains(Convert.ToHexStringLower(sum), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Attack", "A16")]
    public async Task Seeds_are_in_the_sheet_only_which_is_its_owners_and_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        var (run, output) = await MakeAsync(folder, CardPlans.Of(records.Of("SM2-SM3")));
        Assert.Equal(0, run.ExitCode);
        var sheet = Path.Combine(output, "cards.pdf");
        var codes = CardSheetReader.Read(await File.ReadAllBytesAsync(sheet, Token)).Texts;
        var public_ = run.Out + run.Error + await File.ReadAllTextAsync(Path.Combine(output, "cards.json"), Encoding.UTF8, Token);
        foreach (var code in codes)
            Assert.DoesNotContain(code.Split('#')[1].Split('.')[0], public_, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sheet));
        Assert.Equal(2, (await Rv.RunAsync("cards", folder.File("plan.json"), "--out", output)).ExitCode);
    }

    [Fact]
    public async Task A_plan_with_a_changed_manifest_or_another_fault_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var good = CardPlans.Of(records.Of("P256-SHA256"));
        var manifest = good.Manifest.ToArray();
        manifest[^10] ^= 1;
        foreach (var (bad, word) in new[]
        {
            (good with { Manifest = manifest }, "manifest"),
            (good with { Address = "http://vote.example" }, "address"),
            (good with { Address = "https://vote.example/x" }, "address"),
            (good with { Classes = [CardPlans.A, CardPlans.A] }, "classes"),
            (good with { Classes = [] }, "classes"),
            (good with { Classes = [CardPlans.A with { Category = "Z" }] }, "class A"),
            (good with { Classes = [CardPlans.A with { Cards = 0 }] }, "class A"),
            (good with { Classes = [CardPlans.A with { Spares = 8 }] }, "class A"),
            (good with { Classes = [CardPlans.A with { Contests = [] }] }, "class A"),
            (good with { Classes = [CardPlans.A with { Cards = 10_001 }] }, "too many cards"),
        })
        {
            var (run, output) = await MakeAsync(folder, bad);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(word, run.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(output));
        }
    }

    [Fact]
    public void A_list_of_another_meeting_order_or_number_is_not_the_plans()
    {
        Assert.True(CardPlanFile.TryRead(CardPlans.Of(records.Of("P256-SHA256")).ToBytes(), out var plan, out _));
        var made = RecommendVote.Tool.Cards.CardMaking.Make(plan, SystemRandomSource.Instance, DateTime.UnixEpoch).List;
        Assert.Null(made.DiffersFrom(plan));
        Assert.Equal("another meeting", (made with { Meeting = "another-one" }).DiffersFrom(plan));
        Assert.Equal("another meeting", (made with { ManifestHash = new byte[32] }).DiffersFrom(plan));
        Assert.Equal("classes", (made with { Classes = [made.Classes[0]] }).DiffersFrom(plan));
        Assert.Equal("class A", (made with { Classes = [made.Classes[1], made.Classes[0]] }).DiffersFrom(plan));
        Assert.Equal("number of cards of class A", (made with { Classes = [made.Classes[0] with { Cards = made.Classes[1].Cards }, made.Classes[1]] }).DiffersFrom(plan));
        var bytes = made.ToBytes();
        Assert.True(CardListFile.TryRead(plan.Meeting.Suite, bytes, out _, out _));
        Assert.False(CardListFile.TryRead(plan.Meeting.Suite, [.. bytes, (byte)' '], out _, out _));
        var cards = made.Classes[0].Cards;
        var unsorted = made with { Classes = [made.Classes[0] with { Cards = Record.BytesVector.Join([cards[1], cards[0]], Point.Length) }] };
        Assert.False(CardListFile.TryRead(plan.Meeting.Suite, unsorted.ToBytes(), out _, out var fault));
        Assert.Equal("cards are not strictly ascending", fault);
    }

    [Fact]
    public async Task Sums_are_those_of_the_published_examples()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("abc"), "abc", Token);
        var run = await Rv.RunAsync("sums", folder.File("abc"));
        Assert.Contains("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", run.Out, StringComparison.Ordinal); // GB/T 32905, A.1
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", run.Out, StringComparison.Ordinal); // FIPS 180-4
    }

    private static async Task<(Rv.Outcome Run, string Output)> MakeAsync(TemporaryFolder folder, CardPlanFile plan)
    {
        await File.WriteAllBytesAsync(folder.File("plan.json"), plan.ToBytes(), Token);
        var output = folder.File("made");
        return (await Rv.RunAsync("cards", folder.File("plan.json"), "--out", output), output);
    }
}
