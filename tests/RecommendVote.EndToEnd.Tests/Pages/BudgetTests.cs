using RecommendVote.EndToEnd.Tests.Demo;

namespace RecommendVote.EndToEnd.Tests.Pages;

/// <summary>What the attendee's page costs a phone, and that it tells nobody the secret of the card.</summary>
[Collection(SharedDemonstration.Name)]
public sealed class BudgetTests(DemoFixture demo)
{
    /// <summary>Notes the last tap and when the cast left the page, by socket or by request.</summary>
    private const string NoteSent = """
        document.addEventListener('click', () => { window.tappedAt = performance.now(); }, true);
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
          if (typeof data === 'string' && data.includes('"Cast"')) window.sentAt = performance.now();
          return send.call(this, data);
        };
        const get = window.fetch;
        window.fetch = function (what, ...rest) {
          if (String(what).endsWith('/cast')) window.sentAt = performance.now();
          return get.call(this, what, ...rest);
        };
        """;

    [Fact]
    public async Task The_first_screen_needs_few_requests_and_few_bytes()
    {
        await using var phone = await demo.Chromium.DeviceAsync(Chromium.Phone);
        await FirstScreen.AssertSmallAsync(phone, await demo.Cards.TakeAsync());
    }

    /// <summary>47 names in two positions; the time is printed, since a machine that runs other tests is no measure of a phone.</summary>
    [Fact]
    public async Task A_ballot_is_sealed_and_sent_without_a_wait()
    {
        await using var phone = await demo.Chromium.DeviceAsync(Chromium.Phone);
        await phone.Context.AddInitScriptAsync(NoteSent);
        var attendee = new AttendeePage(phone);
        await attendee.OpenAsync(await demo.Cards.TakeAsync());
        await phone.Page.WaitForTimeoutAsync(2000);
        await attendee.MarkAsync("P1", 3);
        await attendee.MarkAsync("P2", 4);
        await attendee.ReviewAsync();
        var sealing = await phone.Page.EvaluateAsync<double>("performance.now() - window.tappedAt");
        await attendee.CastAsync();
        var sending = await phone.Page.EvaluateAsync<double>("window.sentAt - window.tappedAt");
        TestContext.Current.TestOutputHelper?.WriteLine("sealed at most {0:0} ms after the tap on review, sent {1:0} ms after the tap on cast", sealing, sending);
        Assert.InRange(sending, 0, 5000);
    }

    [Fact]
    [Trait("Attack", "A16")]
    [Trait("Attack", "A58")]
    [Trait("Attack", "A64")]
    public async Task The_secret_of_the_card_leaves_the_page_nowhere_and_is_forgotten()
    {
        await using var phone = await demo.Chromium.DeviceAsync(Chromium.Phone);
        var traffic = new Traffic(phone.Context);
        var link = await demo.Cards.TakeAsync();
        var canary = new Canary(link);
        Assert.True(canary.IsIn(link));
        var attendee = new AttendeePage(phone);
        await attendee.OpenAsync(link);
        await attendee.MarkAsync("P1", 0);
        await attendee.AbstainAsync("P2");
        await attendee.ReviewAsync();
        await attendee.CastAsync();
        Assert.False(canary.IsIn(phone.Page.Url));
        Assert.False(canary.IsIn(await phone.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])")));
        Assert.False(canary.IsIn(await phone.Page.ContentAsync()));
        Assert.Contains(traffic.Sent, item => item.Contains("/card", StringComparison.Ordinal));
        Assert.DoesNotContain(traffic.Sent, canary.IsIn);
        Assert.Empty(canary.FilesIn(demo.Run.Data));
    }
}
