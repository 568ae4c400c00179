using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Position">A longer description of the post, may be empty.</param>
/// <param name="Abstain">With an abstain mark, min is at least 1 and an empty form counts as abstention.</param>
public sealed record PositionDraft(string Id, string Title, string Position, int Min, int Max, bool Abstain);

/// <summary>Sets the positions to fill, in ballot order. They go into the contests entry.</summary>
public sealed class SavePositions(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyList<PositionDraft> positions)
    {
        if (positions.Count is < 1 or > 200 || positions.DistinctBy(position => position.Id).Count() != positions.Count)
            return new Refusal("draft-rule", "1..200 positions with different ids");
        foreach (var position in positions)
        {
            if (!FieldRules.IsId(position.Id) || string.IsNullOrWhiteSpace(position.Title) || position.Title.Length > 200 || position.Position.Length > FieldRules.MaxText)
                return new Refusal("name-missing", position.Id);
            if (position.Max < 1 || position.Min < 0 || position.Min > position.Max || (position.Abstain && position.Min < 1))
                return new Refusal("draft-rule", $"{position.Id}: 0 <= min <= max, max >= 1, and min >= 1 with an abstain mark");
        }
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        meeting.Positions.RemoveAll(old => !positions.Any(position => position.Id == old.Id));
        for (var order = 0; order < positions.Count; order++)
        {
            var row = meeting.Positions.Find(old => old.Id == positions[order].Id);
            if (row is null)
                meeting.Positions.Add(row = new MeetingPosition { MeetingId = id, Id = positions[order].Id });
            (row.Title, row.Position, row.Order) = (positions[order].Title.Trim(), positions[order].Position.Trim(), order);
            (row.Min, row.Max, row.Abstain) = (positions[order].Min, positions[order].Max, positions[order].Abstain);
        }
        await db.SaveChangesAsync();
        return Done.Yes;
    }
}
