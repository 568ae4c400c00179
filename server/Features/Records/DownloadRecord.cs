using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Records;

/// <summary>The whole record as a file. It leaves the server only for the organizer and the officers, and every download is written down.</summary>
public sealed class DownloadRecord(IDbContextFactory<AppDb> databases, LogStore store, AuditLog audit)
{
    /// <returns>The zip.</returns>
    public async Task<Outcome<byte[]>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var (size, note) = await store.CheckpointAsync(id);
        if (note is null)
            return new Refusal("manifest-missing");
        using var zip = new MemoryStream();
        RecordFile.Write(zip, (await store.ReadAsync(id, 0, long.MaxValue)).Take(size).Select(entry => (ReadOnlyMemory<byte>)entry), note);
        await audit.WriteAsync("record-downloaded", actor, id, $"{size}");
        return zip.ToArray();
    }
}
