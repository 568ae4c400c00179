using RecommendVote.EndToEnd.Tests.Demo;

namespace RecommendVote.EndToEnd.Tests.Pages;

/// <summary>Every page of a meeting in the staff console, tallied and open, in both languages.</summary>
[Collection(SharedDemonstration.Name)]
public sealed class ConsoleAccessibilityTests(DemoFixture demo)
{
    private static readonly string[] EveryPage =
        ["settings", "announcement", "positions", "roster", "attendees", "staff", "trustees", "sign", "cards", "check-in", "open", "live", "result", "verify"];

    private static readonly string[] PagesThatDifferWhileOpen = ["cards", "check-in", "open", "live", "result"];

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_pages_of_a_meeting_are_clean(string lang)
    {
        await using var desk = await demo.Chromium.DeviceAsync(Chromium.Desk);
        await demo.SignInAsync(desk, "organizer");
        await desk.Page.GotoAsync($"{demo.Run.Address}/account/language?to={lang}&back=/");
        await AssertCleanAsync(desk, "demo-2026", EveryPage);
        await AssertCleanAsync(desk, "practice-2026", PagesThatDifferWhileOpen);
    }

    private async Task AssertCleanAsync(Device desk, string meeting, string[] pages)
    {
        foreach (var page in pages)
        {
            await desk.Page.GotoAsync($"{demo.Run.Address}/meetings/{meeting}/{page}");
            // The badge appears once the meeting has been loaded.
            await desk.Page.Locator("main .state").WaitForAsync();
            await desk.AssertCleanAsync($"{meeting}/{page}");
        }
    }
}
