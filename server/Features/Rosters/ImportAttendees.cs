using Microsoft.EntityFrameworkCore;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

/// <summary>
/// Replaces the list of people in scope. Before the manifest the categories are taken from the list; afterwards they must be those of the manifest.
/// Check-ins of people who stay on the list are kept.
/// </summary>
public sealed class ImportAttendees(IDbContextFactory<AppDb> databases, AuditLog audit)
{
    public async Task<Outcome<ImportedCount>> RunAsync(Actor actor, string id, IReadOnlyList<AttendeeRow> rows)
    {
        if (rows.Count == 0)
            return new Refusal("nothing-imported");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var positions = meeting.Positions.Select(position => position.Id).ToHashSet();
        if (rows.SelectMany(row => row.RecusedPositions).FirstOrDefault(position => !positions.Contains(position)) is { } unknown)
            return new Refusal("position-unknown", unknown);
        var categories = rows.DistinctBy(row => row.CategoryId).OrderBy(row => row.CategoryId, StringComparer.Ordinal)
            .Select(row => new CategoryDraft(row.CategoryId, row.CategoryName)).ToList();
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
        {
            if (categories.Find(category => !meeting.Categories.Exists(known => known.Id == category.Id)) is { } stranger)
                return new Refusal("category-unknown", stranger.Id);
        }
        else
        {
            SaveCategories.Replace(meeting, categories);
        }
        var before = await db.Attendees.Where(attendee => attendee.MeetingId == id).ToListAsync();
        var present = before.Where(attendee => attendee.Present).Select(attendee => attendee.Id).ToHashSet();
        db.Attendees.RemoveRange(before);
        await db.SaveChangesAsync();
        db.Attendees.AddRange(rows.Select((row, order) => new Attendee
        {
            MeetingId = id,
            Id = row.Id,
            Name = row.Name,
            CategoryId = row.CategoryId,
            Unit = row.Unit,
            Post = row.Post ?? "",
            Expected = row.Expected,
            RecusedPositions = [.. row.RecusedPositions],
            Present = present.Contains(row.Id),
            FileOrder = order,
        }));
        await db.SaveChangesAsync();
        await audit.WriteAsync("attendees-imported", actor, id, $"{rows.Count}");
        return new ImportedCount(rows.Count);
    }
}
