using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Composes the manifest from the draft once everyone who stands in it has made a key. Organizer and an officer sign it.</summary>
public sealed class ProposeManifest(IDbContextFactory<AppDb> databases, ProposalBook book)
{
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        if (meeting.Categories.Count == 0)
            return new Refusal("draft-rule", "no categories");
        if (meeting.IssuerId is null || meeting.Officers.Count == 0)
            return new Refusal("staff-unsuitable", "issuer and officer are not named");
        var trustees = await db.TrusteeInvitations.AsNoTracking().Where(trustee => trustee.MeetingId == id).OrderBy(trustee => trustee.Index).ToListAsync();
        if (trustees.Count == 0 || trustees.Exists(trustee => trustee.Key is null))
            return new Refusal("trustees-missing");
        if (meeting.Threshold > trustees.Count || (meeting.Threshold == trustees.Count && !meeting.AllTrusteesAcknowledged))
            return new Refusal("draft-rule", "threshold below the number of trustees, or acknowledged that all are needed");
        if (meeting.Paper != meeting.Tellers.Count > 0)
            return new Refusal("staff-unsuitable", meeting.Paper ? "two tellers are not named" : "there are tellers, but no paper");
        if (meeting.WitnessQuorum > meeting.Officers.Count)
            return new Refusal("draft-rule", "more witnesses than officers");
        string[] accounts = [meeting.OrganizerId, meeting.IssuerId, .. meeting.Officers.Select(officer => officer.AccountId), .. meeting.Tellers.Select(teller => teller.AccountId)];
        if (accounts.Distinct().Count() != accounts.Length)
            return new Refusal("staff-not-distinct");
        var keys = new Dictionary<string, NamedKey>();
        foreach (var account in accounts)
        {
            var name = (await db.Users.AsNoTracking().SingleAsync(user => user.Id == account)).DisplayName;
            var key = await db.StaffKeys.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account && row.Suite == meeting.Suite);
            if (key is null)
                return new Refusal("key-missing", name);
            keys[account] = new NamedKey(name, key.Key);
        }
        var candidates = await db.Candidates.AsNoTracking().Where(candidate => candidate.MeetingId == id).OrderBy(candidate => candidate.BallotOrder).ToListAsync();
        meeting.Directory = WriteInDirectory.Compose(meeting, candidates);
        var body = Compose(meeting, trustees, keys);
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, meeting, actor, body, new byte[FieldRules.HashLength]);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }

    private static ManifestBody Compose(Meeting meeting, IReadOnlyList<TrusteeInvitation> trustees, Dictionary<string, NamedKey> keys)
    {
        return new ManifestBody
        {
            Suite = meeting.SuiteOf(),
            Meeting = meeting.Id,
            Nonce = ProposalBook.Nonce(),
            Title = meeting.Title,
            Place = meeting.Place,
            Kind = meeting.Kind,
            Time = FieldRules.FormatTime(new DateTimeOffset(DateTime.SpecifyKind(meeting.PlannedStart, DateTimeKind.Utc))),
            Marks = [.. new[] { meeting.Demo ? "demo" : "", meeting.Practice ? "practice" : "" }.Where(mark => mark.Length > 0)],
            Categories = [.. meeting.Categories.Select(category => new NamedId(category.Id, category.Name))],
            Trustees = [.. trustees.Select(trustee => new NamedKey(trustee.Name, trustee.Key!))],
            Threshold = meeting.Threshold,
            AllTrusteesAcknowledged = meeting.AllTrusteesAcknowledged,
            MinGroupSize = meeting.MinGroupSize,
            AllowSmall = meeting.AllowSmall,
            AcknowledgedSmallClass = meeting.AcknowledgedSmallClass,
            Revoting = meeting.Revoting,
            Policy = meeting.Policy == MeetingPolicy.Announced ? "announced" : "sealed",
            SingleWriteIns = meeting.SingleWriteInsHidden ? "other" : "shown",
            TallyQuorum = meeting.Witnessed ? "witnessed" : "trustees",
            WitnessQuorum = meeting.WitnessQuorum,
            Directory = meeting.Directory is { } directory ? new Bytes(meeting.SuiteOf().Hash(directory)) : default(Bytes?),
            Quorum = new QuorumRule(meeting.QuorumNeed, meeting.QuorumOf),
            Organizer = keys[meeting.OrganizerId],
            Issuer = keys[meeting.IssuerId!],
            Officers = [.. meeting.Officers.Select(officer => keys[officer.AccountId])],
            Tellers = [.. meeting.Tellers.Select(teller => keys[teller.AccountId])],
            ServerKey = meeting.ServerPublicKey,
        };
    }
}
