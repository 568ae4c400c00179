using RecommendVote.EndToEnd.Tests.Demo;

namespace RecommendVote.EndToEnd.Tests.Pages;

/// <summary>No violation of WCAG 2.2 AA that axe can find, on the pages that people of every role use.</summary>
[Collection(SharedDemonstration.Name)]
public sealed class AccessibilityTests(DemoFixture demo)
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_attendees_pages_are_clean(string lang)
    {
        await using var phone = await demo.Chromium.DeviceAsync(Chromium.Phone, lang);
        var attendee = new AttendeePage(phone);
        await attendee.OpenAsync(await demo.Cards.TakeAsync());
        await phone.AssertCleanAsync("ballot");
        await attendee.MarkAsync("P1", 1);
        await attendee.ReviewAsync();
        await phone.AssertCleanAsync("review");
        await attendee.CastAsync();
        await phone.AssertCleanAsync("receipt");
    }

    [Fact]
    public async Task The_trustees_page_is_clean()
    {
        await using var desk = await demo.Chromium.DeviceAsync(Chromium.Desk);
        await desk.Page.GotoAsync(demo.Run.Address + "/trustee");
        await desk.Page.Locator("h1").WaitForAsync();
        await desk.AssertCleanAsync("trustee");
    }

    [Theory]
    [InlineData("practice-2026")]
    [InlineData("demo-2026")]
    public async Task The_big_screen_is_clean(string meeting)
    {
        await using var screen = await demo.Chromium.DeviceAsync(Chromium.Desk);
        await screen.Page.GotoAsync($"{demo.Run.Address}/screen/{meeting}");
        await screen.Page.Locator("h1").WaitForAsync();
        await screen.AssertCleanAsync("screen");
    }

    [Fact]
    public async Task Sign_in_and_the_meetings_home_are_clean()
    {
        await using var desk = await demo.Chromium.DeviceAsync(Chromium.Desk);
        await desk.Page.GotoAsync(demo.Run.Address + "/account/sign-in");
        await desk.AssertCleanAsync("sign-in");
        await demo.SignInAsync(desk, "organizer");
        await desk.AssertCleanAsync("meetings");
        await desk.Page.GotoAsync(demo.Run.Address + "/meetings/demo-2026");
        await desk.Page.Locator("#next-title").WaitForAsync();
        await desk.AssertCleanAsync("meeting home");
    }
}
