using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>The directory of people who may be written in (docs/spec/server-api.md, "Directory"): the exact bytes that the manifest names.</summary>
public sealed class GetDirectory(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<byte[]>> RunAsync(string id)
    {
        if (!FieldRules.IsMeetingId(id))
            return new Refusal("meeting-unknown");
        await using var db = await databases.CreateDbContextAsync();
        var meeting = await db.Meetings.AsNoTracking().Where(row => row.Id == id)
            .Select(row => new { row.Directory, Signed = db.LogEntries.Any(entry => entry.MeetingId == id) }).SingleOrDefaultAsync();
        return meeting is null ? new Refusal("meeting-unknown")
            : meeting is { Signed: true, Directory: { Length: > 0 } bytes } ? bytes
            : new Refusal("directory-unknown");
    }
}
