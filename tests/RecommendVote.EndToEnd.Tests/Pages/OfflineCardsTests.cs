using System.Text.Json;
using RecommendVote.CardReader;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Cards;

namespace RecommendVote.EndToEnd.Tests.Pages;

/// <summary>The offline card page, opened from the disk of a machine without network: what it prints is what its list says, and it keeps nothing.</summary>
public sealed class OfflineCardsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SM2-SM3", "zh")]
    [InlineData("P256-SHA256", "en")]
    public async Task Cards_printed_from_the_page_are_those_of_the_list_it_saves(string suite, string lang)
    {
        using var scratch = new Scratch();
        var plan = await WritePlanAsync(suite, scratch["card-plan.json"]);
        await using var chromium = await Chromium.StartAsync();
        await using var desk = await chromium.DeviceAsync(Chromium.Desk, lang);
        await desk.Context.SetOfflineAsync(true);
        var requests = new List<string>();
        desk.Page.Request += (_, request) => requests.Add(request.Url);
        await desk.Page.GotoAsync("file://" + Path.Combine(Built.ServerFolder, "client", "cards-offline.html"));
        if (lang == "en")
            await desk.Button("English").ClickAsync();
        await desk.PictureAsync($"cards-choose-{lang}");
        await desk.AssertCleanAsync("choose");

        await desk.Page.SetInputFilesAsync("#plan", scratch["card-plan.json"]);
        await desk.Page.Locator("#fingerprint").WaitForAsync();
        Assert.Equal(System.Buffers.Text.Base64Url.EncodeToString(plan.Fingerprint), (await desk.Page.InnerTextAsync("#fingerprint")).Trim());
        Assert.True(await desk.Page.Locator("#make").IsDisabledAsync());
        await desk.Page.CheckAsync("#compared");
        await desk.AssertCleanAsync("plan");
        await desk.PictureAsync($"cards-plan-{lang}", whole: true);
        await desk.Page.ClickAsync("#make");
        await desk.Page.Locator("#save").WaitForAsync();
        await desk.AssertCleanAsync("made");
        await desk.PictureAsync($"cards-made-{lang}", whole: true);

        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.ClickAsync("#save"));
        await download.SaveAsAsync(scratch["cards.json"]);
        var listBytes = await File.ReadAllBytesAsync(scratch["cards.json"], Token);
        Assert.True(CardListFile.TryRead(plan.Meeting.Suite, listBytes, out var list, out var fault), fault);
        Assert.Null(list.DiffersFrom(plan));
        Assert.Contains(Convert.ToHexStringLower(Suite.Sm2.Hash(listBytes)), await desk.Page.InnerTextAsync(".sums"), StringComparison.Ordinal);

        var pdf = await desk.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        await File.WriteAllBytesAsync(Path.Combine(Built.Pictures, $"cards-{lang}.pdf"), pdf, Token);
        var read = CardSheetReader.Read(pdf);
        // A cover, and per class one page for each eight cards.
        Assert.Equal(1 + plan.Classes.Sum(item => (item.Cards + 7) / 8), read.Pages);
        Assert.Equal(
            list.Classes.SelectMany(item => item.Cards).Select(key => key.ToString()).Order(StringComparer.Ordinal),
            read.Texts.Select(code => KeyOf(plan, code)).Order(StringComparer.Ordinal));

        await desk.Page.ClickAsync("#wipe");
        await desk.Heading(lang == "zh" ? "票卡已从本页清除" : "The cards are gone").WaitForAsync();
        var left = await desk.Page.ContentAsync() + JsonSerializer.Serialize(await desk.Page.EvaluateAsync<string[]>("() => [...Object.values(localStorage), ...Object.values(sessionStorage)]"));
        foreach (var code in read.Texts)
            Assert.DoesNotContain(code.Split('#')[1].Split('.')[0], left, StringComparison.Ordinal);
        Assert.All(requests, url => Assert.True(url.StartsWith("file://", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Empty(desk.Errors);
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_refused_in_plain_words()
    {
        using var scratch = new Scratch();
        var plan = await WritePlanAsync("SM2-SM3", scratch["card-plan.json"]);
        var manifest = plan.Manifest.ToArray();
        manifest[^10] ^= 1;
        await File.WriteAllBytesAsync(scratch["changed.json"], (plan with { Manifest = manifest }).ToBytes(), Token);
        await using var chromium = await Chromium.StartAsync();
        await using var desk = await chromium.DeviceAsync(Chromium.Phone);
        await desk.Page.GotoAsync("file://" + Path.Combine(Built.ServerFolder, "client", "cards-offline.html"));
        await desk.Page.SetInputFilesAsync("#plan", scratch["changed.json"]);
        await desk.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await desk.PictureAsync("cards-refused-zh-phone");
        Assert.Equal(0, await desk.Page.Locator("#make").CountAsync());
    }

    private static async Task<CardPlanFile> WritePlanAsync(string suite, string path)
    {
        await using var stream = File.OpenRead(Path.Combine(Built.Vectors, $"crypto-record-{suite}.zip"));
        Assert.True(RecordFile.TryOpen(stream, out var file, out var fault), fault);
        Assert.True(file.OpenEntries().TryRead(out var entry));
        var bytes = new CardPlanFile(Bytes.Copy(entry.Span), "https://vote.example:8443",
            [new PlannedClass("A", "A", "A 领导班子成员", ["P1"], 7, 0), new PlannedClass("A-R1", "A", "A 领导班子成员（回避 P2）", ["P1"], 9, 2)]).ToBytes();
        await File.WriteAllBytesAsync(path, bytes, Token);
        Assert.True(CardPlanFile.TryRead(bytes, out var plan, out fault), fault);
        return plan;
    }

    private static string KeyOf(CardPlanFile plan, string code)
    {
        var prefix = $"https://vote.example:8443/v/{plan.Meeting.Meeting}#";
        Assert.StartsWith(prefix, code, StringComparison.Ordinal);
        Assert.True(CardLink.TryParseFragment(code[prefix.Length..], out var seed, out var fingerprint));
        Assert.Equal(plan.Fingerprint, fingerprint);
        using var key = CardKey.FromSeed(plan.Meeting.Suite, seed, plan.Meeting.Meeting);
        return new Bytes(key.PublicKey.Encode()).ToString();
    }
}
