using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Meetings;

public sealed record CategoryDraft(string Id, string Name);

/// <summary>Sets the voter categories (参会人员类别), in order. They stand in the manifest.</summary>
public sealed class SaveCategories(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyList<CategoryDraft> categories)
    {
        if (categories.Count is < 1 or > 26 || categories.DistinctBy(category => category.Id).Count() != categories.Count)
            return new Refusal("draft-rule", "1..26 categories with different ids");
        foreach (var category in categories)
            if (!FieldRules.IsId(category.Id) || string.IsNullOrWhiteSpace(category.Name) || category.Name.Length > 100)
                return new Refusal("name-missing", category.Id);
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        var ids = categories.Select(category => category.Id).ToList();
        if (await db.Attendees.AnyAsync(attendee => attendee.MeetingId == id && !ids.Contains(attendee.CategoryId)))
            return new Refusal("category-unknown", "an attendee stands in a category that would go");
        Replace(loaded.Value, categories);
        await db.SaveChangesAsync();
        return Done.Yes;
    }

    internal static void Replace(Meeting meeting, IReadOnlyList<CategoryDraft> categories)
    {
        meeting.Categories.RemoveAll(old => !categories.Any(category => category.Id == old.Id));
        for (var order = 0; order < categories.Count; order++)
        {
            var row = meeting.Categories.Find(old => old.Id == categories[order].Id);
            if (row is null)
                meeting.Categories.Add(row = new MeetingCategory { MeetingId = meeting.Id, Id = categories[order].Id });
            row.Name = categories[order].Name.Trim();
            row.Order = order;
        }
    }
}
