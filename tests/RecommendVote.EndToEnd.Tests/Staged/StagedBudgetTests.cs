namespace RecommendVote.EndToEnd.Tests.Staged;

/// <summary>The largest ballot that a meeting of this size asks for: what the first screen costs must not grow with the form.</summary>
[Collection(SharedStage.Name)]
public sealed class StagedBudgetTests(StageFixture stage)
{
    [Fact]
    public async Task Thirty_people_in_six_dimensions_fit_the_first_screens_budget()
    {
        await using var phone = await stage.Chromium.DeviceAsync(Chromium.Phone);
        await FirstScreen.AssertSmallAsync(phone, stage.Meetings.TakeCard(StagedMeetings.Many));
        Assert.Equal(180, await phone.Page.Locator(".answers").CountAsync());
        Assert.Empty(phone.Errors);
    }
}
