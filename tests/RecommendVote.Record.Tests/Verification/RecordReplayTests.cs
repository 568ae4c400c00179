using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Verification;

/// <summary>Several batches of ballots, one being checked while another goes into the record: the verdict is that of one entry after the other.</summary>
public sealed class RecordReplayTests
{
    private const int Voters = 600;

    private static readonly Lazy<IReadOnlyList<Bytes>> Entries = new(() =>
    {
        var random = new SeededRandomSource("replay");
        return [.. new MeetingSimulation(SimplePlan.Create(Suite.P256, Voters, 2, 1, random), random).Run().Entries];
    });

    public static TheoryData<int> Places => [0, 1, 255, 256, 257, 511, 512, 513, Voters - 1];

    private static int FirstBallot => Entries.Value.ToList().FindIndex(entry => EntryCodec.PeekType(entry.Span[..64]) == EntryTypes.Ballot);

    [Fact]
    public void All_entries_pass_in_their_order()
    {
        List<string> passed = [];
        var replay = new RecordReplay(SystemRandomSource.Instance) { Passed = passed.Add };
        Assert.All(Entries.Value, entry => Assert.True(replay.Add(entry.Memory)));
        Assert.True(replay.Finish());
        Assert.Equal(Entries.Value.Select(entry => EntryCodec.PeekType(entry.Span[..64])), passed);
        Assert.Equal((Entries.Value.Count, MeetingPhase.Tallied), (replay.Record.Size, replay.Record.Phase));
        Assert.Equal(Voters, passed.Count(type => type == EntryTypes.Ballot));
    }

    /// <summary>A flipped bit in a ballot's proof, wherever in the batches it stands, is refused there, and nothing after it is taken.</summary>
    [Theory, MemberData(nameof(Places))]
    public void The_first_bad_ballot_is_named(int ballot)
    {
        List<ReadOnlyMemory<byte>> entries = [.. Entries.Value.Select(entry => entry.Memory)];
        var bad = FirstBallot + ballot;
        foreach (var at in new[] { bad, Math.Min(bad + 3, FirstBallot + Voters - 1) })
            entries[at] = Tampered(Entries.Value[at]);
        var (record, refusal) = RecordReplay.Run(entries, SystemRandomSource.Instance, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((bad, Check.V23), (refusal?.EntryIndex, refusal?.Check));
        Assert.Equal(bad, record.Size);
        var (alone, same) = RecordReplay.Run(entries, SystemRandomSource.Instance, 1, TestContext.Current.CancellationToken);
        Assert.Equal(refusal, same);
        Assert.Equal(record.Tree!.Root(), alone.Tree!.Root());
    }

    /// <summary>A card twice, in two batches: judged when the first of them is in the record.</summary>
    [Fact]
    public void A_ballot_again_two_batches_later()
    {
        List<ReadOnlyMemory<byte>> entries = [.. Entries.Value.Select(entry => entry.Memory)];
        entries.Insert(FirstBallot + 520, entries[FirstBallot + 3]);
        var (_, refusal) = RecordReplay.Run(entries, SystemRandomSource.Instance, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((FirstBallot + 520, Check.V19), (refusal?.EntryIndex, refusal?.Check));
    }

    private static byte[] Tampered(Bytes entry)
    {
        Assert.True(BallotJson.TryRead(Suite.P256, entry, out var ballot, out _));
        return BallotJson.Write(ballot! with { Proof = ballot.Proof with { ZA = ballot.Proof.ZA + Suite.P256.Group.One } });
    }
}
