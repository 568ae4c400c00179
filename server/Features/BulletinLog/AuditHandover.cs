using Orleans.Concurrency;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>An audit on its way to the one writer; as with <see cref="BallotBatch"/> what was checked travels along inside a process only.</summary>
[GenerateSerializer, Immutable]
public sealed class AuditHandover
{
    [Id(0)]
    private readonly byte[] entry;

    [NonSerialized]
    private readonly CheckedAudit? checkedHere;

    public AuditHandover(CheckedAudit audit)
    {
        checkedHere = audit;
        entry = audit.Entry.ToArray();
    }

    public byte[] Entry => entry;

    /// <summary>The checked audit, or null after a journey over the network.</summary>
    public CheckedAudit? CheckedHere => checkedHere;
}
