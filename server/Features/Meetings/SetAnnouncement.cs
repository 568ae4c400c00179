using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Writes the texts that are read out before voting. They go into the contests entry.</summary>
public sealed class SetAnnouncement(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, AnnouncementTexts texts)
    {
        foreach (var text in new[] { texts.Principles, texts.Positions, texts.Conditions, texts.Scope, texts.Requirements })
            if (text.Length > FieldRules.MaxText)
                return new Refusal("draft-rule", $"a text has at most {FieldRules.MaxText} characters");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var announcement = loaded.Value.Announcement;
        announcement.Principles = texts.Principles;
        announcement.Positions = texts.Positions;
        announcement.Conditions = texts.Conditions;
        announcement.Scope = texts.Scope;
        announcement.Requirements = texts.Requirements;
        await db.SaveChangesAsync();
        return Done.Yes;
    }
}
