using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Starting;

/// <summary>Every route and every hub method has a policy or stands on a short public list (B01), and the borders hold (B03, B04, B05, B06).</summary>
public sealed class RoutePolicyTests
{
    private static readonly string[] Public =
    [
        "/healthz", "/healthz/ready", "/openapi/v1.json",
        "/client/{**path}", "/v/{meeting}", "/trustee", "/screen/{meeting}", "/check/{meeting?}", "/audit/{meeting?}", "/verify/{meeting?}",
        "/api/meetings/{meeting}/public", "/api/meetings/{meeting}/card", "/api/meetings/{meeting}/cast", "/api/meetings/{meeting}/receipt",
        "/api/meetings/{meeting}/counted", "/api/meetings/{meeting}/consistency",
        "/api/meetings/{meeting}/audit", "/api/meetings/{meeting}/audited/{tracker}", "/api/meetings/{meeting}/directory",
        "/api/witness/{meeting}/checkpoint", "/api/witness/{meeting}/cosignature",
        "/hub/meeting", "/hub/meeting/negotiate",
        "/account/sign-in", "/account/language", "/account/not-allowed",
    ];

    /// <summary>Plumbing of the console's framework, which serves files and its own reconnecting script to anyone.</summary>
    private static bool IsFramework(string route) => route.StartsWith("/_framework/", StringComparison.Ordinal) || route.StartsWith("/_content/", StringComparison.Ordinal);

    [Fact]
    public async Task Every_route_has_a_policy_or_is_on_the_public_list()
    {
        await using var server = await RunningServer.StartAsync();
        var routes = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 25);
        var open = routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Where(route => !IsFramework(route)).Distinct().Order().ToList();
        Assert.Empty(open.Except(Public));
        // What is not open is refused to everyone but staff, by its own policy or by the fallback.
        Assert.NotNull(await server.Get<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync());
        using var http = server.Client();
        foreach (var path in new[] { "/api/staff/keys", "/api/staff/proposals/00000000-0000-0000-0000-000000000000", "/api/trustee", "/api/trustee/entries" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        using var record = await http.GetAsync(new Uri("/console/meetings/none/record.zip", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith("/account/sign-in", record.Headers.Location?.PathAndQuery ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_own_hub_has_three_public_methods()
    {
        var hubs = typeof(MeetingHub).Assembly.GetTypes().Where(type => typeof(Hub).IsAssignableFrom(type) && !type.IsAbstract).ToList();
        Assert.Equal([typeof(MeetingHub)], hubs);
        var methods = typeof(MeetingHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Order();
        Assert.Equal(["Cast", "Watch", "WatchTrustee"], methods);
    }

    [Fact]
    [Trait("Attack", "A20")]
    public async Task The_hub_speaks_json_only_bounds_messages_and_tells_no_details()
    {
        await using var server = await RunningServer.StartAsync();
        var options = server.Get<IOptions<HubOptions<MeetingHub>>>().Value;
        Assert.Equal(["json"], options.SupportedProtocols!);
        Assert.Equal(BallotsEndpoints.LargestCast, options.MaximumReceiveMessageSize);
        Assert.False(options.EnableDetailedErrors);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    public async Task Another_sites_page_cannot_open_the_hub(string origin, HttpStatusCode status)
    {
        await using var server = await RunningServer.StartAsync();
        using var http = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hub/meeting/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("origin-refused", await answer.RefusalCodeAsync());
    }

    [Fact]
    public async Task Staff_calls_need_the_header_the_right_role_and_their_own_part()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.DraftAsync(server, "parts", people: 3);
        using var stranger = await StaffClient.HireAsync(server, "stranger", Roles.Organizer, Roles.Officer);
        await stranger.MakeKeyAsync(meeting.Suite);
        var proposal = (await server.Get<Features.Proposals.ProposeContests>().RunAsync(meeting.Organizer.Actor, "parts")).Need();

        // Somebody else's meeting.
        using (var view = await stranger.Http.GetAsync(new Uri($"/api/staff/proposals/{proposal}", UriKind.Relative), stop))
            Assert.Equal("not-allowed", await view.RefusalCodeAsync());
        using (var record = await stranger.Http.GetAsync(new Uri("/console/meetings/parts/record.zip", UriKind.Relative), stop))
            Assert.Equal("not-allowed", await record.RefusalCodeAsync());
        Assert.Equal("not-allowed", (await server.Get<Features.Proposals.ProposeOpening>().RunAsync(stranger.Actor, "parts")).RefusalCode());

        // The officer may look but not sign for the organizer; a spoilt signature is refused.
        using (var wrong = await meeting.Officer.TrySignAsync(proposal, asSigner: "organizer"))
            Assert.Equal("signer-mismatch", await wrong.RefusalCodeAsync());
        using (var spoilt = await meeting.Organizer.TrySignAsync(proposal, spoil: true))
            Assert.Equal("signature-invalid", await spoilt.RefusalCodeAsync());

        // Without the header a form of another site could do it.
        using var bare = new HttpRequestMessage(HttpMethod.Post, $"/api/staff/proposals/{proposal}/signature") { Content = JsonContent.Create(new { key = "organizer", sig = "AA" }) };
        meeting.Organizer.Http.DefaultRequestHeaders.Remove("X-RecommendVote");
        using var answer = await meeting.Organizer.Http.SendAsync(bare, stop);
        Assert.Equal("header-missing", await answer.RefusalCodeAsync());
    }

    [Fact]
    public async Task A_trustee_sends_only_its_own_entries_and_keeps_one_key()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.DraftAsync(server, "trustees", people: 3);
        var (first, second) = (meeting.Trustees[0], meeting.Trustees[1]);
        using (var borrowed = await second.SendAsync(first.LastSent))
            Assert.Equal("trustee-mismatch", await borrowed.RefusalCodeAsync());
        using (var again = await first.SendAsync(first.LastSent))
            await again.DemandOkAsync();
        await first.RegisterAsync();
        var invitation = (await server.Get<Features.Trustees.RenewInvitation>().RunAsync(meeting.Organizer.Actor, "trustees", 1)).Need();
        using (var old = await first.Http.GetAsync(new Uri("/api/trustee", UriKind.Relative), stop))
            Assert.Equal("token-invalid", await old.RefusalCodeAsync());
        using var other = new TrusteeClient(server, invitation, meeting.Suite, "trustees");
        using (var view = await other.Http.GetAsync(new Uri("/api/trustee", UriKind.Relative), stop))
            await view.DemandOkAsync();
        var refused = await Assert.ThrowsAnyAsync<Exception>(other.RegisterAsync);
        Assert.Contains("key-already-registered", refused.Message, StringComparison.Ordinal);

        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hub/meeting")).Build();
        await hub.StartAsync(stop);
        await hub.InvokeAsync("WatchTrustee", other.Token, stop);
        var error = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("WatchTrustee", first.Token, stop));
        Assert.Contains("token-invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organizer_and_officer_are_two_people()
    {
        await using var server = await RunningServer.StartAsync();
        using var both = await StaffClient.HireAsync(server, "both", Roles.Organizer, Roles.Issuer, Roles.Officer);
        (await server.Get<Features.Meetings.CreateMeeting>().RunAsync(both.Actor, new() { Id = "alone", Title = "一人", PlannedStart = DateTimeOffset.UnixEpoch })).Need();
        Assert.Equal("staff-not-distinct", (await server.Get<Features.Meetings.AssignStaff>().RunAsync(both.Actor, "alone", both.Actor.AccountId, [both.Actor.AccountId])).RefusalCode());
    }

    [Fact]
    public async Task A_closed_or_unknown_account_cannot_sign_in_and_a_one_time_password_must_be_changed()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        using var http = await StaffClient.SignInAsync(server, "admin", server.AdministratorPassword!);
        using (var keys = await http.GetAsync(new Uri("/api/staff/keys", UriKind.Relative), stop))
            Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);
        using var wrong = await StaffClient.SignInAsync(server, "admin", "wrong");
        using (var keys = await wrong.GetAsync(new Uri("/api/staff/keys", UriKind.Relative), stop))
            Assert.Equal("not-signed-in", await keys.RefusalCodeAsync());
        using var person = await StaffClient.HireAsync(server, "leaver", Roles.Organizer);
        (await server.Get<CloseAccount>().RunAsync(new Actor("admin", "admin", "admin", new HashSet<string> { Roles.Administrator }), person.Actor.AccountId)).Need();
        using var back = await StaffClient.SignInAsync(server, "leaver", "correct horse leaver");
        using (var keys = await back.GetAsync(new Uri("/api/staff/keys", UriKind.Relative), stop))
            Assert.Equal("not-signed-in", await keys.RefusalCodeAsync());
    }
}
