using System.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Proposals;

namespace RecommendVote.Server.Demo;

/// <summary>One member of staff of the demonstration, with a signing key made in this process: the reason why its meetings are marked.</summary>
public sealed record DemoPerson(Actor Actor, string Password, StaffKeyPair Key);

/// <summary>
/// The staff of the demonstration: one organizer, one issuer, one officer. Outside a demonstration each makes a key in a browser of their own.
/// </summary>
public sealed class DemoStaff(IServiceProvider services, Suite suite)
{
    public DemoPerson Organizer { get; private set; } = null!;

    public DemoPerson Issuer { get; private set; } = null!;

    public DemoPerson Officer { get; private set; } = null!;

    public IEnumerable<DemoPerson> Everyone => [Organizer, Issuer, Officer];

    public async Task HireAsync()
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var first = await db.Users.SingleAsync(user => user.UserName == FirstRun.AdministratorName);
        var administrator = new Actor(first.Id, first.UserName!, first.DisplayName, new HashSet<string> { Roles.Administrator });
        Organizer = await HireAsync(administrator, "organizer", "组织人事部门（演示）", Roles.Organizer);
        Issuer = await HireAsync(administrator, "issuer", "制卡人（演示）", Roles.Issuer);
        Officer = await HireAsync(administrator, "officer", "派驻纪检监察组（演示）", Roles.Officer);
    }

    /// <summary>Signs a proposal with each of these people, in order; the last signature appends the entry.</summary>
    public async Task SignAsync(Guid proposal, params IReadOnlyList<DemoPerson> people)
    {
        SignatureTaken? taken = null;
        foreach (var person in people)
        {
            var view = DemoException.Need(await services.GetRequiredService<GetProposal>().RunAsync(person.Actor, proposal), "proposal");
            if (view.Mine is not { } mine || !Bytes.TryParse(view.Body, out var body) || !Bytes.TryParse(view.ManifestHash, out var manifestHash))
                throw new DemoException($"{view.Type}: nothing to sign for {person.Actor.UserName}");
            var signature = (Bytes)suite.StaffSignatures.Sign(person.Key.PrivateKey.Span, new UnsignedEntry(view.Type, body).StaffMessage(manifestHash));
            taken = DemoException.Need(
                await services.GetRequiredService<SignProposal>().RunAsync(person.Actor, proposal, new NewSignature(mine, signature.ToString())), view.Type);
        }
        if (taken is not { Complete: true })
            throw new DemoException("a proposal still waits for signatures");
    }

    private async Task<DemoPerson> HireAsync(Actor administrator, string name, string display, string role)
    {
        var account = DemoException.Need(
            await services.GetRequiredService<CreateAccount>().RunAsync(administrator, new NewAccount(name, display, [role])), "account");
        var actor = new Actor(account.AccountId, name, display, new HashSet<string> { role });
        var key = suite.StaffSignatures.Generate(SystemRandomSource.Instance);
        var message = new UnsignedEntry("staff-key", Encoding.ASCII.GetBytes(name)).StaffMessage(new byte[FieldRules.HashLength]);
        Bytes proof = suite.StaffSignatures.Sign(key.PrivateKey.Span, message);
        DemoException.Need(
            await services.GetRequiredService<RegisterStaffKey>().RunAsync(actor, new NewStaffKey(suite.Name, new Bytes(key.PublicKey).ToString(), proof.ToString())),
            "staff key");
        return new DemoPerson(actor, account.OneTimePassword, key);
    }
}
