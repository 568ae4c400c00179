using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Writes down what staff did. Actions are short stable words; the detail never names a card or a ballot.</summary>
public sealed class AuditLog(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    public async Task WriteAsync(string action, Actor? actor = null, string? meeting = null, string detail = "")
    {
        await using var db = await databases.CreateDbContextAsync();
        db.AuditEvents.Add(new AuditEvent { At = clock.GetUtcNow(), AccountId = actor?.AccountId, MeetingId = meeting, Action = action, Detail = detail });
        await db.SaveChangesAsync();
    }
}
