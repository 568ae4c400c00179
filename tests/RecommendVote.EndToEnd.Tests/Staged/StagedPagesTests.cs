namespace RecommendVote.EndToEnd.Tests.Staged;

/// <summary>
/// Pages of meetings in which people of one name are recommended, graded in several dimensions, voted on and counted on paper: no two of them
/// are called alike, the pages fit and are clean, and pictures are kept for people to look at.
/// </summary>
[Collection(SharedStage.Name)]
public sealed class StagedPagesTests(StageFixture stage)
{
    private const string Namesake = "王示例";
    private const string FirstUnit = "人事科";
    private const string SecondUnit = "业务二科";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each language and each size once; with RV_FULL=1 every language in every size.</summary>
    public static TheoryData<string, string> Views => Environment.GetEnvironmentVariable("RV_FULL") == "1"
        ? new() { { "zh", "phone" }, { "en", "desk" }, { "en", "phone" }, { "zh", "desk" } }
        : new() { { "zh", "phone" }, { "en", "desk" } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Writing_somebody_in_and_the_review(string lang, string size)
    {
        await using var device = await stage.Chromium.DeviceAsync(SizeOf(size), lang);
        var (page, attendee) = (device.Page, new AttendeePage(device));
        await attendee.OpenAsync(stage.Meetings.TakeCard(StagedMeetings.Open));
        await device.LookAsync($"staged-ballot-{size}-{lang}");
        await page.Locator("#contest-P1 .add").ClickAsync();
        var field = page.Locator("#write-in-name-P1");
        // The directory has two people of this name and of one further name nobody.
        await field.FillAsync("赵示例");
        await page.Locator(".hit").Nth(1).WaitForAsync();
        await device.LookAsync($"staged-write-in-{size}-{lang}");
        await field.FillAsync(Namesake);
        await page.Locator(".write-in-panel .hint").WaitForAsync();
        Assert.DoesNotContain(Texts.LateClient(lang, "writeIn.notListed"), await page.InnerTextAsync(".write-in-panel"), StringComparison.Ordinal);
        await device.LookAsync($"staged-write-in-on-ballot-{size}-{lang}");
        await field.FillAsync("赵示例");
        await page.Locator(".hit").Nth(1).ClickAsync();
        await MarkEverybodyAsync(page);
        await attendee.ReviewAsync();
        Assert.Contains("信息科", await page.Locator(".review-list > li").First.InnerTextAsync(), StringComparison.Ordinal);
        await AssertToldApartAsync(page.Locator(".review-list .judged").Last);
        await device.LookAsync($"staged-review-{size}-{lang}", whole: true);
        Assert.Empty(device.Errors);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_challengers_duty_outlives_a_reload(string lang, string size)
    {
        await using var challenger = await stage.Chromium.DeviceAsync(SizeOf(size), lang);
        var page = challenger.Page;
        await page.GotoAsync($"{stage.Address}/audit/{StagedMeetings.Open}?challenge");
        await page.Locator("#challenge[data-at=proposed]").WaitForAsync();
        var proposed = await page.InnerTextAsync(".review-list");
        await challenger.LookAsync($"staged-challenge-{size}-{lang}", whole: true);
        await page.ReloadAsync();
        await page.Locator("#challenge[data-at=proposed]").WaitForAsync();
        Assert.Equal(proposed, await page.InnerTextAsync(".review-list"));

        // The device under check is told something else than what was proposed, unless chance proposed just this.
        await using var phone = await stage.Chromium.DeviceAsync(Chromium.Phone, lang);
        var attendee = new AttendeePage(phone);
        await attendee.OpenAsync(stage.Meetings.TakeCard(StagedMeetings.Open));
        await attendee.AbstainAsync("P1");
        await MarkEverybodyAsync(phone.Page);
        var code = await attendee.ReviewAsync();
        await phone.Page.Locator(".audit-offer button").ClickAsync();
        await phone.Page.Locator("#audit-ask").WaitForAsync();
        await phone.Page.Locator(".audit-offer button").First.ClickAsync();
        await phone.Page.Locator("#audited").WaitForAsync();
        await page.Locator("#audit-code").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#challenge[data-at=compared]").WaitForAsync();
        foreach (var line in await page.Locator(".judged li").AllInnerTextsAsync())
            Assert.True(!line.Contains(Namesake, StringComparison.Ordinal) || IsToldApart(line), line);
        await challenger.LookAsync($"staged-challenge-different-{size}-{lang}", whole: true);
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await page.Locator("#challenge .row button").First.ClickAsync();
        await page.Locator("#challenge[data-at=proposed]").WaitForAsync();
        // The heading takes the page to its head, then the focus, after it has been drawn.
        await page.Locator("#challenge h1:focus").WaitForAsync();
        Assert.Equal(0, await page.EvaluateAsync<double>("scrollY"));
        await page.ReloadAsync();
        await page.Locator("#tally .note.bad").WaitForAsync();
        await page.Locator("#audit-code").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#challenge[data-at=again]").WaitForAsync();
        await challenger.LookAsync($"staged-challenge-again-{size}-{lang}", whole: true);
        Assert.Empty(challenger.Errors);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_big_screens_result_pages(string lang, string size)
    {
        await using var screen = await stage.Chromium.DeviceAsync(SizeOf(size), lang);
        await screen.Page.GotoAsync($"{stage.Address}/screen/{StagedMeetings.Done}");
        var heading = screen.Page.Locator("h1");
        await heading.WaitForAsync();
        var headings = new List<string>();
        // The last page is the checkpoint, the first says that counting has ended: between them 2 for the position, 8 grades, 4 votes.
        // Pages also turn by themselves and come round again: one that went by while another was pictured is read in the next round.
        for (var turns = 0; headings.Count < 16; turns++)
        {
            Assert.True(turns < 64, $"only {headings.Count} pages in four rounds");
            var now = (await heading.InnerTextAsync()).Trim();
            if (!headings.Contains(now))
            {
                headings.Add(now);
                if (headings.Count is 2 or 3 or 4 or 12)
                    await screen.LookAsync($"staged-screen-{headings.Count - 1}-{size}-{lang}");
            }
            await screen.Page.Keyboard.PressAsync("ArrowRight");
            // Waiting for a function would evaluate text in the page, which its content policy forbids.
            await Assertions.Expect(heading).Not.ToHaveTextAsync(now, new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        }
        Assert.Equal(4, headings.Count(item => item.StartsWith(Texts.Client(lang, "screen", "result.title.vote"), StringComparison.Ordinal)));
        Assert.DoesNotContain(headings, item => item.Contains(Texts.Client(lang, "screen", "result.overall"), StringComparison.Ordinal));
        Assert.Empty(screen.Errors);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Verifying_the_record_in_the_browser(string lang, string size)
    {
        await using var officer = await stage.SignedInAsync("off-" + StagedMeetings.Done, SizeOf(size), lang);
        var page = officer.Page;
        var path = $"{stage.Address}/verify/{StagedMeetings.Done}";
        await page.GotoAsync(path);
        await page.Locator("#verify[data-at=choose]").WaitForAsync();
        await officer.LookAsync($"staged-verify-{size}-{lang}");
        byte[] record = [];
        await page.RouteAsync("**/record.zip", async route =>
        {
            var answer = await route.FetchAsync();
            record = await answer.BodyAsync();
            await Task.Delay(400, Token);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
        });
        await page.Locator("#verify .card > button").ClickAsync();
        await page.Locator("#verify[data-at=working]").WaitForAsync();
        await officer.PictureAsync($"staged-verify-working-{size}-{lang}");
        await page.Locator("#report[data-verdict=holds]").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await page.Locator("#totals summary").ClickAsync();
        var titles = await page.Locator("#totals h3").AllInnerTextsAsync();
        Assert.Equal(13, titles.Distinct().Count());
        Assert.Equal(4, titles.Count(title => title.StartsWith(Texts.Client(lang, "verify", "verify.kind.vote"), StringComparison.Ordinal)));
        // People of the directory were written in; the record holds their ids, the page their names.
        var written = await page.Locator("#totals").InnerTextAsync();
        Assert.DoesNotContain("#D", written, StringComparison.Ordinal);
        Assert.Contains("赵示例（", written, StringComparison.Ordinal);
        await officer.LookAsync($"staged-verify-report-{size}-{lang}", whole: true);

        foreach (var (verdict, bytes) in new[] { ("no-record", "%PDF-1.7"u8.ToArray()), ("unreadable", record[..(record.Length / 2)]) })
        {
            await page.GotoAsync(path);
            await page.Locator("#record-file").SetInputFilesAsync(new FilePayload { Name = "file.zip", MimeType = "application/zip", Buffer = bytes });
            await page.Locator($"#report[data-verdict={verdict}]").WaitForAsync();
            Assert.Equal(0, await page.Locator(".checks").CountAsync());
            Assert.DoesNotContain(Texts.Client(lang, "verify", "verify.verdict.fails"), await page.InnerTextAsync("#report"), StringComparison.Ordinal);
            await officer.LookAsync($"staged-verify-{verdict}-{size}-{lang}");
        }
        Assert.Empty(officer.Errors);
    }

    private static async Task MarkEverybodyAsync(IPage page)
    {
        foreach (var row in await page.Locator(".answers").AllAsync())
            await row.Locator("label.answer").First.ClickAsync();
    }

    private static async Task AssertToldApartAsync(ILocator list)
    {
        var lines = (await list.Locator("li").AllInnerTextsAsync()).Where(line => line.Contains(Namesake, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.True(IsToldApart(line), line));
    }

    private static bool IsToldApart(string line) => line.Contains(FirstUnit, StringComparison.Ordinal) || line.Contains(SecondUnit, StringComparison.Ordinal);

    private static ViewportSize SizeOf(string size) => size == "phone" ? Chromium.Phone : Chromium.Desk;
}
