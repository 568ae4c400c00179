using RecommendVote.EndToEnd.Tests.Demo;

namespace RecommendVote.EndToEnd.Tests.Pages;

/// <summary>
/// Pictures of the pages in both languages and sizes, for people to look at; a machine sees only that each page is drawn without an error
/// and, but for the console on a phone, is not wider than the screen.
/// </summary>
[Collection(SharedDemonstration.Name)]
public sealed class PictureTests(DemoFixture demo)
{
    public static TheoryData<string, string> Views => new() { { "zh", "phone" }, { "zh", "desk" }, { "en", "phone" }, { "en", "desk" } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Attendees_pages(string lang, string size)
    {
        await using var device = await OpenAsync(lang, size);
        var attendee = new AttendeePage(device);
        var link = await demo.Cards.TakeAsync();
        await device.Page.GotoAsync(link[..link.IndexOf('#', StringComparison.Ordinal)]);
        await device.Page.Locator("#scan").WaitForAsync();
        await TakeAsync(device, $"attendee-scan-{size}-{lang}");
        await device.Page.GotoAsync("about:blank");
        await attendee.OpenAsync(link);
        await TakeAsync(device, $"attendee-ballot-{size}-{lang}");
        await attendee.MarkAsync("P1", 4);
        await device.Page.Locator("#contest-P1 input[type=search]").FillAsync("华");
        await TakeAsync(device, $"attendee-search-{size}-{lang}");
        await device.Page.Locator("#contest-P1 input[type=search]").FillAsync("");
        await attendee.ReviewAsync();
        await TakeAsync(device, $"attendee-review-{size}-{lang}");
        await attendee.CastAsync();
        await TakeAsync(device, $"attendee-received-{size}-{lang}", whole: true);
        await device.Page.GotoAsync("about:blank");
        await device.Page.GotoAsync($"{demo.Run.Address}/v/demo-2026{link[link.IndexOf('#', StringComparison.Ordinal)..]}");
        await attendee.RefusalAsync();
        await TakeAsync(device, $"attendee-refused-{size}-{lang}");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Trustees_page_receipt_check_and_big_screen(string lang, string size)
    {
        await using var device = await OpenAsync(lang, size);
        foreach (var (path, name) in new[] { ("/trustee", "trustee-no-link"), ("/check/demo-2026", "check"), ("/screen/demo-2026", "screen-tallied"), ("/screen/practice-2026", "screen-open") })
        {
            await device.Page.GotoAsync(demo.Run.Address + path);
            await device.Page.Locator("h1").First.WaitForAsync();
            await TakeAsync(device, $"{name}-{size}-{lang}");
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Console_pages(string lang, string size)
    {
        await using var device = await OpenAsync(lang, size);
        await device.Page.GotoAsync(demo.Run.Address + "/account/sign-in");
        await TakeAsync(device, $"console-sign-in-{size}-{lang}");
        await demo.SignInAsync(device, "organizer");
        await TakeAsync(device, $"console-meetings-{size}-{lang}");
        string[] pages = ["", "settings", "announcement", "positions", "roster", "attendees", "staff", "trustees", "sign", "cards", "check-in", "open", "live", "result", "verify"];
        foreach (var page in pages)
        {
            var meeting = page is "live" or "check-in" ? "practice-2026" : "demo-2026";
            await device.Page.GotoAsync($"{demo.Run.Address}/meetings/{meeting}/{page}".TrimEnd('/'));
            await device.Page.Locator("main h1").WaitForAsync();
            await device.Page.WaitForTimeoutAsync(300);
            await TakeAsync(device, $"console-{(page.Length == 0 ? "home" : page)}-{size}-{lang}", whole: true);
        }
    }

    private async Task<Device> OpenAsync(string lang, string size) =>
        await demo.Chromium.DeviceAsync(size == "phone" ? Chromium.Phone : Chromium.Desk, lang, demo.Run.Address);

    private static async Task TakeAsync(Device device, string name, bool whole = false)
    {
        await device.PictureAsync(name, whole);
        var fits = await device.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");
        if (name.StartsWith("console-", StringComparison.Ordinal))
            TestContext.Current.TestOutputHelper?.WriteLine("{0}{1}", name, fits ? "" : " is wider than the screen");
        else
            Assert.True(fits, $"{name} is wider than the screen");
    }
}
