namespace RecommendVote.EndToEnd.Tests.Staged;

/// <summary>The console's pages of counts, paper and witnesses, for the people who may see them.</summary>
[Collection(SharedStage.Name)]
public sealed class StagedConsoleTests(StageFixture stage)
{
    public static TheoryData<string, string> Views => StagedPagesTests.Views;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Results_of_every_kind_and_the_local_weighted_reading(string lang, string size)
    {
        await using var device = await stage.SignedInAsync("org-" + StagedMeetings.Done, SizeOf(size), lang);
        await GoAsync(device, StagedMeetings.Done, "result");
        await device.Page.Locator("details.more summary").ClickAsync();
        foreach (var (place, weight) in new[] { "60", "40" }.Select((weight, place) => (place, weight)))
        {
            var field = device.Page.Locator("details.more input[type=number]").Nth(place);
            await field.FillAsync(weight);
            await field.PressAsync("Tab");
        }
        await device.Page.Locator("details.more button").ClickAsync();
        await device.Page.GetByText(Texts.Console(lang, "weighted.not")).WaitForAsync();
        var text = await device.Page.InnerTextAsync("main");
        foreach (var kind in new[] { "grade", "vote" })
            Assert.Equal(1, await device.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = Texts.Console(lang, $"positions.kind.{kind}.title"), Exact = true }).CountAsync());
        // People of the directory by name and unit; the record has their ids only.
        Assert.Contains("赵示例（信息科 科员） 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("#D", text, StringComparison.Ordinal);
        var paper = await device.Page.Locator("section[aria-labelledby=paper-title] tbody th").AllInnerTextsAsync();
        Assert.Equal(13, paper.Distinct().Count());
        foreach (var (kind, rows) in new[] { ("grade", 8), ("vote", 4) })
            Assert.Equal(rows, paper.Count(title => title.StartsWith(Texts.Console(lang, $"positions.kind.{kind}.title") + " · ", StringComparison.Ordinal)));
        await device.LookAsync($"staged-console-result-{size}-{lang}", whole: true);

        await GoAsync(device, StagedMeetings.Done, "verify");
        await device.Button(Texts.Console(lang, "verify.start")).ClickAsync();
        await device.Page.Locator("#finding.ok").WaitForAsync();
        await device.LookAsync($"staged-console-verify-{size}-{lang}", whole: true);
        foreach (var page in new[] { "cards", "paper" })
        {
            await GoAsync(device, StagedMeetings.Done, page);
            await device.LookAsync($"staged-console-{page}-{size}-{lang}", whole: true);
        }
        Assert.Empty(device.Errors);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Paper_is_entered_by_a_teller_and_read_with_names_before_it_is_signed(string lang, string size)
    {
        await using (var officer = await stage.SignedInAsync("off-" + StagedMeetings.PaperDue, SizeOf(size), lang))
        {
            await GoAsync(officer, StagedMeetings.PaperDue, "paper");
            await officer.Page.GetByText(Texts.Console(lang, "paper.tellers-only")).WaitForAsync();
            await officer.LookAsync($"staged-paper-officer-{size}-{lang}", whole: true);
        }
        await using var teller = await stage.SignedInAsync("tel1-" + StagedMeetings.PaperDue, SizeOf(size), lang);
        await GoAsync(teller, StagedMeetings.PaperDue, "paper");
        // One field for each number, each with a name of its own.
        var labels = await teller.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main td input')].map((input) => input.getAttribute('aria-label'))");
        Assert.Equal(labels.Length, labels.Distinct().Count());
        await teller.Page.GetByLabel(Texts.Console(lang, "positions.kind.grade.title") + " · 王示例（业务二科 副科长） · 能 称职", new PageGetByLabelOptions { Exact = true }).FillAsync("3");
        await teller.LookAsync($"staged-paper-{size}-{lang}", whole: true);
        await teller.Button(Texts.Console(lang, "sign.propose")).ClickAsync();
        var facts = teller.Page.Locator(".signing .facts").First;
        await facts.WaitForAsync();
        var told = await facts.InnerTextAsync();
        Assert.Contains("王示例（业务二科 副科长） · 能", told, StringComparison.Ordinal);
        Assert.Contains("优秀 0、称职 3、基本称职 0", told, StringComparison.Ordinal);
        await teller.LookAsync($"staged-paper-sign-{size}-{lang}", whole: true);
        Assert.Empty(teller.Errors);
    }

    [Theory]
    [InlineData("zh", "phone", "rollback")]
    [InlineData("en", "desk", "fork")]
    public async Task A_witness_stops_in_red_with_evidence_that_rv_confirms(string lang, string size, string reason)
    {
        using var scratch = new Scratch();
        await using var officer = await stage.SignedInAsync("off-" + StagedMeetings.Open, SizeOf(size), lang);
        var (page, note) = (officer.Page, stage.Meetings.Notes.Newest);
        await page.RouteAsync("**/api/witness/*/checkpoint", route => route.FulfillAsync(new RouteFulfillOptions { Json = new { checkpoint = note } }));
        await GoAsync(officer, StagedMeetings.Open, "witness");
        await page.Locator("#witness input[type=file]").SetInputFilesAsync(new FilePayload { Name = "key.json", MimeType = "application/json", Buffer = stage.Meetings.OfficerKeyFile });
        await page.Locator("#witness #passphrase").FillAsync(StagedMeetings.Passphrase);
        await page.Locator("#witness button[type=submit]").ClickAsync();
        await page.Locator("#witness[data-at=cosigned]").WaitForAsync();
        note = reason == "fork" ? stage.Meetings.Notes.Forked : stage.Meetings.Notes.Early;
        await page.Locator("#witness[data-at=stopped]").WaitForAsync();
        Assert.Equal(reason, await page.Locator("#witness .stop").GetAttributeAsync("data-code"));
        await officer.LookAsync($"staged-witness-{reason}-{size}-{lang}", whole: true);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#witness .stop button").First.ClickAsync());
        await download.SaveAsAsync(scratch[reason]);
        var judged = await Rv.RunAsync("verify", "--fork", scratch[reason]);
        Assert.True(judged.ExitCode == 1, judged.Text);
        Assert.Empty(officer.Errors);
    }

    private async Task GoAsync(Device device, string meeting, string page)
    {
        await device.Page.GotoAsync($"{stage.Address}/meetings/{meeting}/{page}");
        await device.Page.Locator("main .state").WaitForAsync();
    }

    private static ViewportSize SizeOf(string size) => size == "phone" ? Chromium.Phone : Chromium.Desk;
}
