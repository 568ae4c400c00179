using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Witnesses;

namespace RecommendVote.Record.Tests.Witnesses;

/// <summary>A witness cosigns only what extends the last checkpoint, whatever it is asked and in whatever order.</summary>
public sealed class WitnessTests
{
    private const long Time = 1_800_000_000;

    private static readonly Dictionary<string, Lazy<WitnessLog>> Logs = new()
    {
        [Suite.P256.Name] = new(() => new WitnessLog(Suite.P256)),
        [Suite.Sm2.Name] = new(() => new WitnessLog(Suite.Sm2)),
    };

    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void Every_size_is_cosigned_in_steps_and_the_lines_verify(string suite)
    {
        var log = Logs[suite].Value;
        var store = new MemoryStore();
        var witness = log.Begin(store);
        var last = 0;
        foreach (var size in new[] { 1, 2, 3, 4, 7, 8, 9, 16, log.Size })
        {
            Assert.Equal(WitnessView.Newer, witness.Look(log.Note(size)).View);
            var answer = witness.Cosign(last, last == 0 ? [] : log.Proof(last, size), log.Note(size), Time + size);
            Assert.NotNull(answer.Line);
            Assert.True(Checkpoint.TryVerify(log.Meeting.Record.Manifest!, log.Note(size), out var checkpoint));
            Assert.True(Cosignatures.TryVerify(log.Meeting.Record.Manifest!, checkpoint, answer.Line.ToString(), out var cosignature));
            Assert.Equal((1, Time + size), (cosignature.Officer, cosignature.Time));
            Assert.Equal(answer.Line, witness.LastLine());
            Assert.Equal(WitnessView.Same, witness.Look(log.Note(size)).View);
            last = size;
        }
        // Another start with the stored state goes on where it was, and the state survives its bytes.
        Assert.True(WitnessState.TryRead(store.Read()!.ToBytes(), out var read));
        Assert.Equal(store.Read(), read);
        Assert.Equal(log.Size, log.Begin(store).State!.Size);
    }

    /// <summary>A43: N and N+K are checked at the same time and N is stored last: the witness never goes back.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A43")]
    public void A43_of_two_requests_at_once_the_slower_one_signs_nothing(string suite)
    {
        var log = Logs[suite].Value;
        var store = new MemoryStore();
        var witness = log.Begin(store);
        Assert.NotNull(witness.Cosign(0, [], log.Note(5), Time).Line);
        // While N = 8 is between its check and its storing, N + K = 20 runs from beginning to end.
        WitnessAnswer? faster = null;
        store.Before = _ =>
        {
            store.Before = null;
            faster = log.Begin(store).Cosign(5, log.Proof(5, 20), log.Note(20), Time);
        };
        var slower = witness.Cosign(5, log.Proof(5, 8), log.Note(8), Time);
        Assert.NotNull(faster!.Line);
        Assert.Equal((null, WitnessRefusal.Conflict, 20), (slower.Line, slower.Refusal, slower.LastSize));
        Assert.Equal(20, store.Read()!.Size);
    }

    /// <summary>A43 with real threads: whatever wins, sizes only grow and no two lines are for one step.</summary>
    [Fact, Trait("Attack", "A43")]
    public void A43_many_threads_never_sign_backwards()
    {
        var log = Logs[Suite.P256.Name].Value;
        for (var round = 0; round < 20; round++)
        {
            var store = new MemoryStore();
            Assert.NotNull(log.Begin(store).Cosign(0, [], log.Note(3), Time).Line);
            using var barrier = new Barrier(4);
            var signed = new List<int>();
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            {
                var size = 4 + i;
                var (proof, note, witness) = (log.Proof(3, size), log.Note(size), log.Begin(store));
                barrier.SignalAndWait(TestContext.Current.CancellationToken);
                if (witness.Cosign(3, proof, note, Time).Line is not null)
                {
                    lock (signed)
                        signed.Add(size);
                }
            });
            Assert.Equal([store.Read()!.Size], signed);
        }
    }

    /// <summary>A44: one request per rule of C2SP tlog-witness: the exact status, no cosignature, nothing stored.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A44")]
    public void A44_bad_requests_are_refused_with_their_status(string suite)
    {
        var log = Logs[suite].Value;
        var store = new MemoryStore();
        var witness = log.Begin(store);
        void Refused(WitnessRefusal expected, int oldSize, IReadOnlyList<Bytes> proof, string? note)
        {
            var before = store.Read();
            var answer = witness.Cosign(oldSize, proof, note, Time);
            Assert.Equal((null, expected), (answer.Line, answer.Refusal));
            Assert.Equal(before, store.Read());
        }

        Bytes hash = new byte[32];
        // Before the first cosignature: an empty proof from 0 and nothing else; size 0 is the empty tree.
        Refused(WitnessRefusal.BadRequest, 0, [hash], log.Note(5));
        Refused(WitnessRefusal.Conflict, 3, log.Proof(3, 5), log.Note(5));
        var empty = new Checkpoint(Checkpoint.OriginOf(log.Meeting.Plan.Meeting), 0, hash).Sign(log.Suite, log.Meeting.Keys.Server).ToString();
        Refused(WitnessRefusal.BadRequest, 0, [], empty);
        Assert.NotNull(witness.Cosign(0, [], log.Note(5), Time).Line);

        foreach (var garbage in new[] { null, "", "no note", log.Note(8)[..^1], log.Note(8) + "\n", log.Note(8).Replace("\n\n", "\n", StringComparison.Ordinal) })
            Refused(WitnessRefusal.BadRequest, 5, log.Proof(5, 8), garbage);
        var unsigned = log.CheckpointOf(log.Fork(99), 8);
        Refused(WitnessRefusal.NotSigned, 5, log.Proof(5, 8), unsigned.Sign(log.Suite, log.Meeting.Keys.Organizer).ToString());
        Refused(WitnessRefusal.NotSigned, 5, log.Proof(5, 8), SignedNote.Sign(log.Suite, unsigned.Text, "another-name", log.Meeting.Keys.Server).ToString());
        Refused(WitnessRefusal.UnknownLog, 5, log.Proof(5, 8), (unsigned with { Origin = "recommendvote/another" }).Sign(log.Suite, log.Meeting.Keys.Server).ToString());
        Refused(WitnessRefusal.Conflict, 4, log.Proof(4, 8), log.Note(8));
        Refused(WitnessRefusal.Conflict, 0, [], log.Note(8));
        Refused(WitnessRefusal.BadRequest, 9, [], log.Note(8));
        Refused(WitnessRefusal.BadRequest, -1, [], log.Note(8));
        Refused(WitnessRefusal.BadRequest, 5, [], log.Note(8));
        Refused(WitnessRefusal.BadRequest, 5, [.. Enumerable.Repeat(hash, 64)], log.Note(8));
        Refused(WitnessRefusal.BadRequest, 5, [hash], log.Note(5));
        Refused(WitnessRefusal.Conflict, 5, [], log.Sign(log.Fork(3), 5));
        Refused(WitnessRefusal.ProofInvalid, 5, [.. Enumerable.Repeat(hash, 63)], log.Note(8));
        Refused(WitnessRefusal.ProofInvalid, 5, log.Proof(4, 8), log.Note(8));
        Refused(WitnessRefusal.ProofInvalid, 5, log.Proof(5, 9), log.Note(8));
        Refused(WitnessRefusal.ProofInvalid, 5, [.. log.Proof(5, 8).Select(step => (Bytes)step.ToArray()[..31])], log.Note(8));
        Assert.NotNull(witness.Cosign(5, log.Proof(5, 8), log.Note(8), Time).Line);
        witness.Stop();
        Refused(WitnessRefusal.Stopped, 8, log.Proof(8, 9), log.Note(9));
    }

    [Theory, MemberData(nameof(Suites))]
    public void A_witness_begins_only_for_its_own_meeting_and_key(string suite)
    {
        var log = Logs[suite].Value;
        Assert.False(Witness.TryBegin(log.ManifestEntry, log.Meeting.Keys.Organizer, new MemoryStore(), out _, out _));
        Assert.False(Witness.TryBegin(log.Meeting.Entries[1], log.Officer, new MemoryStore(), out _, out _));
        var changed = log.ManifestEntry.ToArray();
        changed[^20] ^= 1;
        Assert.False(Witness.TryBegin(changed, log.Officer, new MemoryStore(), out _, out _));
        // The same officer at a meeting whose server shows another manifest now.
        var store = new MemoryStore();
        log.Begin(store).Cosign(0, [], log.Note(5), Time);
        Assert.True(store.TryReplace(store.Read(), store.Read()! with { ManifestHash = new byte[32] }));
        Assert.False(Witness.TryBegin(log.ManifestEntry, log.Officer, store, out _, out var fault));
        Assert.Contains("another manifest", fault, StringComparison.Ordinal);
    }

    /// <summary>A41: a server that forks at n is caught at every pair of sizes, and its own answers prove it, powers of two included.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A41")]
    public void A41_a_fork_gives_evidence_that_the_verifier_confirms(string suite)
    {
        var log = Logs[suite].Value;
        foreach (var (at, m, n) in new[] { (1, 2, 3), (1, 2, 7), (2, 3, 8), (2, 4, 5), (3, 4, 20), (6, 8, 9), (5, 8, 31), (11, 16, 17), (20, 21, 30), (20, 22, 22) })
        {
            var fork = log.Fork(at);
            var store = new MemoryStore();
            var witness = log.Begin(store);
            Assert.NotNull(witness.Cosign(0, [], log.Note(m), Time).Line);
            var shown = log.Sign(fork, n);
            Evidence? evidence;
            if (m == n)
            {
                Assert.Equal(WitnessView.OtherRoot, witness.Look(shown).View);
                evidence = ForkProof.TryMake(log.ManifestEntry, store.Read()!.Note, shown, []);
            }
            else
            {
                Assert.Equal(WitnessRefusal.ProofInvalid, witness.Cosign(m, fork.ConsistencyProof(m, n), shown, Time).Refusal);
                var answer = fork.ConsistencyProof(ForkProof.AskFrom(m), n);
                var proof = ForkProof.FromAnswer(log.Suite, m, answer, log.ManifestEntry);
                evidence = ForkProof.TryMake(log.ManifestEntry, store.Read()!.Note, shown, proof!);
            }
            Assert.True(evidence is not null, $"{at} {m} {n}");
            Assert.True(Evidence.TryRead(evidence.ToBytes(), out var read));
            Assert.Null(read.Fault());
            Assert.Equal(m, store.Read()!.Size);
        }
    }

    /// <summary>A41: nobody can make evidence against a server that has one history.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A41")]
    public void A41_no_evidence_against_an_honest_server(string suite)
    {
        var log = Logs[suite].Value;
        foreach (var (m, n) in new[] { (2, 3), (4, 9), (5, 8), (8, 20), (16, 17), (7, 7) })
        {
            var proof = m == n ? [] : ForkProof.FromAnswer(log.Suite, m, log.Proof(ForkProof.AskFrom(m), n), log.ManifestEntry)!;
            Assert.Null(ForkProof.TryMake(log.ManifestEntry, log.Note(m), log.Note(n), proof));
            // Proofs of another tree, cut, longer, or starting from another node lead nowhere.
            var fork = log.Fork(1);
            List<IReadOnlyList<Bytes>> lies = [[], [.. proof, new byte[32]], [.. proof.Skip(1)], [new byte[32], .. proof.Skip(1)]];
            if (m != n)
                lies.Add(ForkProof.FromAnswer(log.Suite, m, fork.ConsistencyProof(ForkProof.AskFrom(m), n), log.ManifestEntry)!);
            foreach (var lie in lies)
                Assert.Null(ForkProof.TryMake(log.ManifestEntry, log.Note(m), log.Note(n), lie));
        }
        // Two histories whose notes nobody but the accuser signed.
        var invented = log.CheckpointOf(log.Fork(3), 9).Sign(log.Suite, log.Officer).ToString();
        Assert.Null(ForkProof.TryMake(log.ManifestEntry, log.Note(9), invented, []));
    }

    /// <summary>A42: after a rollback the witness signs nothing, and its signed word with the larger cosigned note is evidence.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A42")]
    public void A42_a_rollback_is_not_signed_and_gives_evidence(string suite)
    {
        var log = Logs[suite].Value;
        var store = new MemoryStore();
        var witness = log.Begin(store);
        Assert.NotNull(witness.Cosign(0, [], log.Note(20), Time).Line);
        Assert.Equal(WitnessView.Older, witness.Look(log.Note(9)).View);
        Assert.Equal(WitnessRefusal.Conflict, witness.Cosign(0, [], log.Note(9), Time).Refusal);
        Assert.Equal(WitnessRefusal.BadRequest, witness.Cosign(20, [], log.Note(9), Time).Refusal);
        Assert.Equal(20, store.Read()!.Size);

        var statement = new EvidenceStatement((int)Time + 60, "缩短的记录 shown after the longer one");
        Evidence Make(string larger, string smaller, IReadOnlyList<Bytes> proof, EvidenceStatement said, int officer, StaffKeyPair key) =>
            Evidence.SignRollback(log.ManifestEntry, larger, smaller, proof, said, officer, key);
        var note = store.Read()!.Note;
        var evidence = Make(note, log.Note(9), log.Proof(9, 20), statement, 1, log.Officer);
        Assert.True(Evidence.TryRead(evidence.ToBytes(), out var read));
        Assert.Null(read.Fault());
        List<Evidence> lies =
        [
            // Not cosigned before; said to be earlier than the cosignature; another officer's word; a stranger's.
            Make(log.Note(20), log.Note(9), log.Proof(9, 20), statement, 1, log.Officer),
            Make(note, log.Note(9), log.Proof(9, 20), statement with { Time = (int)Time }, 1, log.Officer),
            Make(note, log.Note(9), log.Proof(9, 20), statement, 2, log.Meeting.Keys.Officers[1]),
            Make(note, log.Note(9), log.Proof(9, 20), statement, 1, log.Meeting.Keys.Organizer),
            Make(note, log.Note(9), log.Proof(8, 20), statement, 1, log.Officer),
            Make(note, log.Sign(log.Fork(2), 9), log.Proof(9, 20), statement, 1, log.Officer),
            evidence with { Statement = statement with { Text = "changed" } },
            evidence with { Kind = Evidence.Fork },
            evidence with { Statement = null, Signature = null },
        ];
        foreach (var lie in lies)
            Assert.NotNull(lie.Fault());
    }

    [Fact]
    public void Evidence_files_are_read_strictly()
    {
        var log = Logs[Suite.P256.Name].Value;
        var evidence = ForkProof.TryMake(log.ManifestEntry, log.Note(9), log.Sign(log.Fork(3), 9), [])!;
        var bytes = evidence.ToBytes();
        Assert.True(Evidence.TryRead(bytes, out _));
        Assert.False(Evidence.TryRead([.. bytes, (byte)'\n'], out _));
        Assert.False(Evidence.TryRead(bytes.AsSpan(0, bytes.Length - 1), out _));
        Assert.False(Evidence.TryRead(new byte[Evidence.Limit + 1], out _));
        Assert.False(Evidence.TryRead(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace("\"fork\"", "\"branch\"", StringComparison.Ordinal)), out _));
    }
}
