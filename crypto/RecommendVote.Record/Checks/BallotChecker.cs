using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// The stateless part of checking ballots, on all cores: decoding, the class's lengths, and the proofs of many ballots as one sum.
/// Safe for several threads as long as the random source is.
/// </summary>
public sealed class BallotChecker(OpenMeeting meeting)
{
    private readonly OpenMeeting meeting = meeting ?? throw new ArgumentNullException(nameof(meeting));

    public OpenMeeting Meeting => meeting;

    /// <summary>Checks one ballot exactly, equation by equation.</summary>
    public BallotCheckResult Check(ReadOnlyMemory<byte> entry)
    {
        var (cardClass, ballot, refusal) = Decode(entry.Span);
        if (cardClass is null || ballot is null)
            return new BallotCheckResult(null, refusal);
        return Judge(cardClass, ballot, entry, BallotVerifier.Verify(cardClass.Statement, ballot));
    }

    /// <summary>Checks one audit exactly: as a ballot with domain audit, then what it opens (V35).</summary>
    public AuditCheckResult CheckAudit(ReadOnlyMemory<byte> entry)
    {
        if (!EntryCodec.TryDecode(meeting.Suite, entry.Span, out var decoded, out var refusal))
            return new AuditCheckResult(null, refusal);
        if (decoded is not AuditedEntry { Audited: var audited })
            return new AuditCheckResult(null, new Refusal(Codes.EntryOutOfOrder, Record.Check.V03, "not an audit", null, decoded.Type));
        if (meeting.ClassOf(audited.Ballot.Card.Encode()) is not { } cardClass)
            return new AuditCheckResult(null, new Refusal(Codes.CardUnknown, Record.Check.V18, null, null, EntryTypes.BallotAudited));
        var verdict = BallotVerifier.VerifyAudit(cardClass.Statement, audited);
        return verdict is { IsValid: true, Tracker: { } tracker }
            ? new AuditCheckResult(new CheckedAudit(meeting, cardClass, audited, new Bytes(entry), new Bytes(tracker)), null)
            : new AuditCheckResult(null, BallotFaults.ToRefusal(verdict.Fault, EntryTypes.BallotAudited));
    }

    /// <param name="entries">Exact bytes of ballot entries.</param>
    /// <param name="random">An unpredictable source for the batch weights.</param>
    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    /// <returns>One result per entry, in order.</returns>
    public IReadOnlyList<BallotCheckResult> Check(
        IReadOnlyList<ReadOnlyMemory<byte>> entries, IRandomSource random, int maxParallelism = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(random);
        var decoded = new (OpenClass? Class, SealedBallot? Ballot, Refusal? Refusal)[entries.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, entries.Count, options, i => decoded[i] = Decode(entries[i].Span));
        var results = new BallotCheckResult[entries.Count];
        var positions = new List<int>(entries.Count);
        var items = new List<(BallotStatement, SealedBallot)>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            if (decoded[i] is { Class: { } cardClass, Ballot: { } ballot })
            {
                positions.Add(i);
                items.Add((cardClass.Statement, ballot));
            }
            else
            {
                results[i] = new BallotCheckResult(null, decoded[i].Refusal);
            }
        }
        var verdicts = BallotVerifier.VerifyBatch(items, random, maxParallelism, cancellation);
        for (var k = 0; k < positions.Count; k++)
        {
            var i = positions[k];
            results[i] = Judge(decoded[i].Class!, decoded[i].Ballot!, entries[i], verdicts[k]);
        }
        return results;
    }

    private BallotCheckResult Judge(OpenClass cardClass, SealedBallot ballot, ReadOnlyMemory<byte> entry, BallotVerdict verdict) =>
        verdict is { IsValid: true, Tracker: { } tracker }
            ? new BallotCheckResult(new CheckedBallot(meeting, cardClass, ballot, new Bytes(entry), new Bytes(tracker)), null)
            : new BallotCheckResult(null, BallotFaults.ToRefusal(verdict.Fault));

    private (OpenClass?, SealedBallot?, Refusal?) Decode(ReadOnlySpan<byte> entry)
    {
        if (!EntryCodec.TryDecode(meeting.Suite, entry, out var decoded, out var refusal))
            return (null, null, refusal);
        if (decoded is not BallotEntry { Ballot: var ballot })
            return (null, null, new Refusal(Codes.EntryOutOfOrder, Record.Check.V03, "not a ballot", null, decoded.Type));
        if (meeting.ClassOf(ballot.Card.Encode()) is not { } cardClass)
            return (null, null, new Refusal(Codes.CardUnknown, Record.Check.V18, null, null, EntryTypes.Ballot));
        return (cardClass, ballot, null);
    }
}
