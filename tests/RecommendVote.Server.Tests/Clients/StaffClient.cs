using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Proposals;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>A member of staff with a browser: signs in over HTTP, makes a key of its own, and signs proposals through the staff interface.</summary>
public sealed partial class StaffClient : IDisposable
{
    private readonly HttpClient http;

    private StaffClient(HttpClient http, Actor actor)
    {
        this.http = http;
        Actor = actor;
    }

    public Actor Actor { get; }

    public HttpClient Http => http;

    public StaffKeyPair? Key { get; private set; }

    /// <summary>Makes an account, signs in with its one-time password and replaces that.</summary>
    public static async Task<StaffClient> HireAsync(RunningServer server, string name, params string[] roles)
    {
        var administrator = new Actor("admin", "admin", "admin", new HashSet<string> { Roles.Administrator });
        var created = (await server.Get<CreateAccount>().RunAsync(administrator, new NewAccount(name, name + " 某", roles))).Need();
        var http = await SignInAsync(server, name, created.OneTimePassword);
        var changed = await PostFormAsync(http, "/account/password", new() { ["current"] = created.OneTimePassword, ["replacement"] = "correct horse " + name });
        Assert.Equal("/", changed.Headers.Location?.ToString());
        http.DefaultRequestHeaders.Add("X-RecommendVote", "1");
        return new StaffClient(http, new Actor(created.AccountId, name, name + " 某", roles.ToHashSet()));
    }

    public static async Task<HttpClient> SignInAsync(RunningServer server, string name, string password)
    {
        var http = server.Client(cookies: true);
        await PostFormAsync(http, "/account/sign-in", new() { ["userName"] = name, ["password"] = password, ["returnUrl"] = "/" });
        return http;
    }

    /// <summary>Posts a form with the antiforgery token of the page at the same address.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient http, string path, Dictionary<string, string> fields)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        fields["__RequestVerificationToken"] = TokenField().Match(page).Groups["token"].Value;
        return await http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    public async Task MakeKeyAsync(Suite suite)
    {
        Key = suite.StaffSignatures.Generate(SystemRandomSource.Instance);
        var message = new UnsignedEntry("staff-key", Encoding.ASCII.GetBytes(Actor.UserName)).StaffMessage(new byte[32]);
        Bytes proof = suite.StaffSignatures.Sign(Key.PrivateKey.Span, message);
        using var answer = await http.PutAsJsonAsync("/api/staff/keys", new { suite = suite.Name, key = new Bytes(Key.PublicKey).ToString(), proof = proof.ToString() });
        await answer.DemandOkAsync();
    }

    /// <summary>Signs what the server shows, as the signer that it says this account is.</summary>
    public async Task<SignatureTaken> SignAsync(Guid proposal)
    {
        using var answer = await TrySignAsync(proposal);
        await answer.DemandOkAsync();
        return (await answer.Content.ReadFromJsonAsync<SignatureTaken>())!;
    }

    public async Task<HttpResponseMessage> TrySignAsync(Guid proposal, string? asSigner = null, bool spoil = false)
    {
        var view = (await http.GetFromJsonAsync<ProposalView>($"/api/staff/proposals/{proposal}"))!;
        Assert.True(Suite.TryParse(view.Suite, out var suite) & Bytes.TryParse(view.Body, out var body) & Bytes.TryParse(view.ManifestHash, out var manifestHash));
        var signature = suite!.StaffSignatures.Sign(Key!.PrivateKey.Span, new UnsignedEntry(view.Type, body).StaffMessage(manifestHash));
        if (spoil)
            signature[10] ^= 1;
        return await http.PostAsJsonAsync($"/api/staff/proposals/{proposal}/signature", new { key = asSigner ?? view.Mine, sig = new Bytes(signature).ToString() });
    }

    public void Dispose()
    {
        http.Dispose();
        Key?.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex TokenField();
}
