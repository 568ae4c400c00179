using Orleans.Concurrency;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>
/// A micro-batch of ballots on its way to the one writer. Inside a process the proofs already checked travel along; a batch that
/// came over the network from another node has lost them, and the writer checks again.
/// </summary>
[GenerateSerializer, Immutable]
public sealed class BallotBatch
{
    [Id(0)]
    private readonly byte[][] entries;

    [NonSerialized]
    private readonly IReadOnlyList<CheckedBallot>? checkedHere;

    public BallotBatch(IReadOnlyList<CheckedBallot> ballots)
    {
        checkedHere = ballots;
        entries = [.. ballots.Select(ballot => ballot.Entry.ToArray())];
    }

    public IReadOnlyList<byte[]> Entries => entries;

    /// <summary>The checked ballots in order, or null after a journey over the network.</summary>
    public IReadOnlyList<CheckedBallot>? CheckedHere => checkedHere;
}
