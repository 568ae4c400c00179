using Microsoft.EntityFrameworkCore;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Rosters.Order;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

public sealed record ImportedCount(int Rows);

/// <summary>Replaces a meeting's roster by rows that the reader accepted, and orders them by strokes of the surname.</summary>
public sealed class ImportRoster(IDbContextFactory<AppDb> databases, AuditLog audit)
{
    public async Task<Outcome<ImportedCount>> RunAsync(Actor actor, string id, IReadOnlyList<CadreRow> rows)
    {
        if (rows.Count == 0)
            return new Refusal("nothing-imported");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var positions = loaded.Value.Positions.Select(position => position.Id).ToHashSet();
        if (rows.SelectMany(row => row.EligiblePositions).FirstOrDefault(position => !positions.Contains(position)) is { } unknown)
            return new Refusal("position-unknown", unknown);
        var place = BallotOrder.InStrokeOrder(rows).Select((row, order) => (row.Id, order)).ToDictionary(pair => pair.Id, pair => pair.order);
        db.Candidates.RemoveRange(await db.Candidates.Where(candidate => candidate.MeetingId == id).ToListAsync());
        await db.SaveChangesAsync();
        db.Candidates.AddRange(rows.Select((row, order) => new Candidate
        {
            MeetingId = id,
            Id = row.Id,
            Name = row.Name,
            Unit = row.Unit,
            CurrentPost = row.CurrentPost ?? "",
            Detail = BallotOrder.Detail(row),
            EligibleFor = [.. row.EligiblePositions],
            IneligibleReason = row.IneligibleReason ?? "",
            FileOrder = order,
            BallotOrder = place[row.Id],
        }));
        await db.SaveChangesAsync();
        await audit.WriteAsync("roster-imported", actor, id, $"{rows.Count}");
        return new ImportedCount(rows.Count);
    }
}
