using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Witnesses;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>A witness under requests that race, lie or go back.</summary>
public sealed class WitnessAttackTests
{
    private const long Time = 1_790_000_000;

    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>Compare and set in memory; the first comparison can be held until another request has passed.</summary>
    private sealed class Store : IWitnessStore
    {
        private readonly Lock gate = new();
        private WitnessState? state;

        /// <summary>Called once, between the check of a request and its storing.</summary>
        public Action? Between { get; set; }

        public WitnessState? Read()
        {
            lock (gate)
                return state;
        }

        public bool TryReplace(WitnessState? expected, WitnessState next)
        {
            if (Between is { } held)
            {
                Between = null;
                held();
            }
            lock (gate)
            {
                if (!Equals(state, expected))
                    return false;
                state = next;
                return true;
            }
        }
    }

    /// <summary>The six steps of the race in tlog-witness: N is checked, N + K is checked and stored, N must not be stored over it nor signed.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A43")]
    public void A43_of_two_requests_that_race_the_one_that_stores_last_signs_nothing(string suite)
    {
        var (sim, witness, store) = Begin(suite);
        Assert.NotNull(Ask(sim, witness, 0, 5).Line);
        WitnessAnswer? overtaking = null;
        store.Between = () => overtaking = Ask(sim, witness, 5, 12);
        var overtaken = Ask(sim, witness, 5, 8);
        Assert.NotNull(overtaking!.Line);
        Assert.Equal((null, WitnessRefusal.Conflict, 12), (overtaken.Line, overtaken.Refusal, overtaken.LastSize));
        Assert.Equal(12, store.Read()!.Size);
        // and with many at once, stored sizes only grow and every line belongs to a size that was stored
        var signed = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i =>
        {
            var from = store.Read()!.Size;
            var to = Math.Min(sim.Entries.Count, from + 1 + (i % 3));
            if (Ask(sim, witness, from, to).Line is not null && to > from)
                signed.Add(to);
        });
        Assert.Equal(signed.Count, signed.Distinct().Count());
        Assert.Equal(signed.Max(), store.Read()!.Size);
    }

    /// <summary>One request for each MUST of tlog-witness: its status, no line, and the state as it was.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A44")]
    [Trait("Attack", "A42")]
    public void A44_A42_bad_requests_and_smaller_sizes_get_their_status_and_no_cosignature(string suite)
    {
        var (sim, witness, store) = Begin(suite);
        Assert.NotNull(Ask(sim, witness, 0, 9).Line);
        var before = store.Read();
        var tree = sim.Record.Tree!;
        var proof = tree.ConsistencyProof(9, 14);
        string Note(int size, Bytes? root = null, string? origin = null, StaffKeyPair? key = null) =>
            new Checkpoint(origin ?? Checkpoint.OriginOf(sim.Plan.Meeting), size, root ?? tree.Root(size)).Sign(sim.Plan.Suite, key ?? sim.Keys.Server).ToString();
        var good = Note(14);
        (string What, WitnessRefusal Expected, int Old, IReadOnlyList<Bytes> Proof, string? Note)[] cases =
        [
            ("no note", WitnessRefusal.BadRequest, 9, proof, null),
            ("no note at all", WitnessRefusal.BadRequest, 9, proof, "text\n"),
            ("a note that is no checkpoint", WitnessRefusal.BadRequest, 9, proof, SignedNote.Sign(sim.Plan.Suite, "text\n", "x", sim.Keys.Server).ToString()),
            ("another log", WitnessRefusal.UnknownLog, 9, proof, Note(14, origin: "recommendvote/another")),
            ("another key", WitnessRefusal.NotSigned, 9, proof, Note(14, key: sim.Keys.Issuer)),
            ("changed after signing", WitnessRefusal.NotSigned, 9, proof, good.Replace("\n14\n", "\n15\n", StringComparison.Ordinal)),
            ("old above new", WitnessRefusal.BadRequest, 15, proof, good),
            ("old below zero", WitnessRefusal.BadRequest, -1, proof, good),
            ("64 proof lines", WitnessRefusal.BadRequest, 9, [.. Enumerable.Repeat(tree.Root(9), 64)], good),
            ("old is not the last", WitnessRefusal.Conflict, 8, tree.ConsistencyProof(8, 14), good),
            ("as if for the first time", WitnessRefusal.Conflict, 0, [], good),
            ("a proof where none belongs", WitnessRefusal.BadRequest, 9, proof, Note(9)),
            ("no proof where one belongs", WitnessRefusal.BadRequest, 9, [], good),
            ("the same size with another root", WitnessRefusal.Conflict, 9, [], Note(9, new byte[32])),
            ("a smaller size (a restored backup)", WitnessRefusal.BadRequest, 9, [], Note(7)),
            ("a smaller size, said to be old", WitnessRefusal.Conflict, 7, [], Note(7)),
            ("another history", WitnessRefusal.ProofInvalid, 9, proof, Note(14, new byte[32])),
            ("a proof of other sizes", WitnessRefusal.ProofInvalid, 9, tree.ConsistencyProof(10, 14), good),
            ("a proof cut short", WitnessRefusal.ProofInvalid, 9, [.. proof.SkipLast(1)], good),
        ];
        foreach (var (what, expected, old, path, note) in cases)
        {
            var answer = witness.Cosign(old, path, note, Time);
            Assert.Equal((what, expected, true, 9), (what, answer.Refusal, answer.Line is null, answer.LastSize));
            Assert.Equal(before, store.Read());
        }
        Assert.Equal(WitnessView.Older, witness.Look(Note(7)).View);
        Assert.Equal(WitnessView.OtherRoot, witness.Look(Note(9, new byte[32])).View);
        var line = witness.Cosign(9, proof, good, Time).Line!;
        Assert.Equal(Time, new CosignatureKey(sim.Record.Manifest!, 1).Verify(SignedNote.TryParse(good, out var parsed) ? parsed.Text : "", line));
        // an empty tree has one root
        var (other, fresh, _) = Begin(suite);
        var empty = new Checkpoint(Checkpoint.OriginOf(other.Plan.Meeting), 0, new byte[32]).Sign(other.Plan.Suite, other.Keys.Server).ToString();
        Assert.Equal(WitnessRefusal.BadRequest, fresh.Cosign(0, [], empty, Time).Refusal);
    }

    private static (MeetingSimulation Sim, Witness Witness, Store Store) Begin(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Closed);
        var store = new Store();
        Assert.True(Witness.TryBegin(sim.Entries[0], sim.Keys.Officer, store, out var witness, out var fault), fault);
        return (sim, witness, store);
    }

    private static WitnessAnswer Ask(MeetingSimulation sim, Witness witness, int from, int to)
    {
        var tree = sim.Record.Tree!;
        var note = new Checkpoint(Checkpoint.OriginOf(sim.Plan.Meeting), to, tree.Root(to)).Sign(sim.Plan.Suite, sim.Keys.Server).ToString();
        return witness.Cosign(from, from == 0 ? [] : tree.ConsistencyProof(from, to), note, Time);
    }
}
