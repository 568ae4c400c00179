using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V09 to V14: what trustees may send in the key ceremony.</summary>
public sealed class CeremonyCheckTests
{
    private readonly IRandomSource random = new SeededRandomSource("ceremony");

    public static TheoryData<string> Suites => Plans.Suites;

    private static MeetingSimulation Until(string suite, string type, int skip = 0) =>
        Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(type, skip);

    /// <summary>A28: a trustee that has seen the others' keys cannot change its own any more.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A28")]
    public void V09_the_key_must_open_its_commit(string suite)
    {
        var sim = Until(suite, EntryTypes.TrusteeKey, 2);
        var honest = sim.Bodies.Key(3);
        using var other = TrusteePolynomial.Generate(sim.Plan.Suite, 2, random);
        Gate.Refuses(sim, sim.Sign(KeyBody(sim, 3, other, honest.Nonce)), Check.V09, Codes.CommitDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(honest with { Name = "another name" }), Check.V09, Codes.CommitDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(honest with { Nonce = new byte[32] }), Check.V09, Codes.CommitDiffers);
    }

    /// <summary>A27, A29: wrong key, degree or proof, with a commit that fits.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A27")]
    public void V10_keys_and_proofs_of_knowledge(string suite)
    {
        var first = Until(suite, EntryTypes.TrusteeKey);
        var others = first.Bodies.Key(1);
        Dictionary<string, Func<TrusteeKeyBody, TrusteeKeyBody>> faults = new()
        {
            ["another K"] = body => body with { Key = others.Key },
            ["degree t"] = body => body with { A = Join(body.A, body.A[0]), R = Join(body.R, body.R[0]), Z = Join(body.Z, body.Z[0], 32) },
            ["degree t - 2"] = body => body with { A = Cut(body.A), R = Cut(body.R), Z = Cut(body.Z, 32) },
            ["no coefficient"] = body => body with { A = BytesVector.Join([], 65) },
            ["no proofs"] = body => body with { R = BytesVector.Join([], 65), Z = BytesVector.Join([], 32) },
            ["another's proof"] = body => body with { A = others.A, R = others.R, Z = others.Z },
            ["rogue A_0"] = body => body with { A = Rogue(first, body.A, others.A) },
            ["a response changed"] = body => body with { Z = Join(Cut(body.Z, 32), new byte[32], 32) },
        };
        foreach (var (name, fault) in faults)
        {
            var sim = Until(suite, EntryTypes.TrusteeCommit, 2);
            var bad = fault(sim.Bodies.Key(3));
            var commit = Crypto.TrusteeKeyBody.Commit(sim.Plan.Suite, sim.Record.ManifestHash, 3, bad.Nonce, bad.ToBytes());
            sim.Append(sim.Sign(new TrusteeCommitBody { Trustee = 3, Commit = commit }));
            sim.Skip();
            sim.RunUntil(EntryTypes.TrusteeKey, 2);
            Assert.True(sim.Record.Ceremony!.AllCommitted, name);
            Gate.Refuses(sim, sim.Sign(bad), Check.V10, Codes.TrusteeKeyInvalid, goesOn: false);
        }
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A29")]
    public void V11_shares(string suite)
    {
        var sim = Until(suite, EntryTypes.TrusteeShares, 2);
        var honest = sim.Bodies.Shares(3);
        Bytes earlierE = sim.Record.Ceremony!.SharesOf(1)!.E.Encode();
        Bytes commitment = sim.Record.Ceremony.CommitmentsOf(2)![1].Encode();
        TrusteeSharesBody[] faults =
        [
            honest with { C = Cut(honest.C, 32) },
            honest with { C = Join(honest.C, honest.C[0], 32) },
            honest with { E = earlierE },
            honest with { E = commitment },
            honest with { E = sim.Keys.Trustees[0].PublicKey.Encode() },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V11, Codes.TrusteeSharesInvalid, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V11, Codes.TrusteeSharesInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A04")]
    [Trait("Attack", "A29")]
    public void V12_ready_names_the_tree_and_the_key(string suite)
    {
        var sim = Until(suite, EntryTypes.TrusteeReady, 1);
        var honest = sim.Bodies.Ready(2);
        TrusteeReadyBody[] faults =
        [
            honest with { Size = honest.Size - 1, Root = sim.Record.Tree!.Root(honest.Size - 1) },
            honest with { Size = sim.Record.Size, Root = sim.Record.Tree.Root() },
            honest with { Root = new byte[32] },
            honest with { H = sim.Plan.Suite.Group.Generator.Encode() },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V12, Codes.ReadyDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[3]), Check.V12, Codes.ReadyDiffers);
    }

    /// <summary>A23: trustees that arrange for the joint key or a share key to be the identity do not get past ready.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A23")]
    public void V12_no_key_is_the_identity(string suite)
    {
        foreach (var shareOfFirst in new[] { false, true })
        {
            var sim = Until(suite, EntryTypes.TrusteeCommit, 2);
            var polynomials = sim.Keys.Polynomials;
            var (a, b) = (polynomials[0].Coefficients, polynomials[1].Coefficients);
            var slope = sim.Plan.Suite.Group.RandomScalar(random);
            // Either f_3(0) = -(f_1(0) + f_2(0)), so h is the identity, or f_3(1) = -(f_1(1) + f_2(1)), so X_1 is.
            var constant = shareOfFirst ? -(polynomials[0].Share(1) + polynomials[1].Share(1)) - slope : -(a[0] + b[0]);
            using var crafted = new TrusteePolynomial([constant, slope]);
            var bad = KeyBody(sim, 3, crafted, new byte[32]);
            sim.Append(sim.Sign(new TrusteeCommitBody
            {
                Trustee = 3,
                Commit = Crypto.TrusteeKeyBody.Commit(sim.Plan.Suite, sim.Record.ManifestHash, 3, bad.Nonce, bad.ToBytes()),
            }));
            sim.Skip();
            sim.RunUntil(EntryTypes.TrusteeKey, 2);
            sim.Append(sim.Sign(bad));
            sim.Skip();
            sim.RunUntil(EntryTypes.TrusteeReady);
            var (size, root) = sim.Record.Ceremony!.AfterShares!.Value;
            Bytes h = (sim.Record.JointKey ?? sim.Plan.Suite.Group.Generator).Encode();
            var ready = new TrusteeReadyBody { Trustee = 1, Size = size, Root = root, H = h };
            Gate.Refuses(sim, sim.Sign(ready), Check.V12, Codes.ReadyDiffers, goesOn: false);
        }
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B16")]
    public void V13_a_complaint_without_proof_is_refused(string suite)
    {
        var sim = Until(suite, EntryTypes.TrusteeReady, 1);
        var honest = Complaint(sim, dealer: 1, recipient: 2);
        TrusteeComplaintBody[] faults =
        [
            honest with { Dealer = 3 },
            honest with { Dealer = 0 },
            honest with { Dealer = 4 },
            honest with { S = sim.Plan.Suite.Group.Generator.Encode() },
            honest with { Z = honest.C },
            honest with { C = honest.Z },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V13, Codes.ComplaintInvalid, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V13, Codes.ComplaintInvalid);
    }

    /// <summary>B16, A29: a complaint names who is at fault and ends the meeting for good; the record never counts as verified.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A28")]
    [Trait("Attack", "A29")]
    [Trait("Attack", "F-B16")]
    public void A_complaint_names_who_is_at_fault(string suite)
    {
        var falseAlarm = Until(suite, EntryTypes.TrusteeReady, 1);
        falseAlarm.Append(falseAlarm.Sign(Complaint(falseAlarm, dealer: 1, recipient: 2)));
        Assert.Equal((2, 2, 1), falseAlarm.Record.Ceremony!.Complaint);
        AssertOver(falseAlarm);

        var cheated = Until(suite, EntryTypes.TrusteeShares);
        var shares = cheated.Bodies.Shares(1);
        var wrong = shares with { C = Join(Cut(shares.C, 32), new byte[32], 32) };
        cheated.Append(cheated.Sign(wrong));
        cheated.Skip();
        cheated.RunUntil(EntryTypes.TrusteeReady);
        cheated.Append(cheated.Sign(Complaint(cheated, dealer: 1, recipient: 3)));
        Assert.Equal((1, 3, 1), cheated.Record.Ceremony!.Complaint);
        AssertOver(cheated);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A32")]
    [Trait("Attack", "F-B20")]
    public void V14_rehearsals(string suite)
    {
        var sim = Until(suite, EntryTypes.Rehearsal, 1);
        var honest = sim.Bodies.Rehearsal(2);
        Bytes generator = sim.Plan.Suite.Group.Generator.Encode();
        RehearsalBody[] faults =
        [
            honest with { D = generator },
            honest with { Tg = generator },
            honest with { Ta = generator },
            honest with { Z = new byte[32] },
            honest with { Size = sim.Record.Size, Root = sim.Record.Tree!.Root() },
            honest with { Root = new byte[32] },
            WithShareOf(sim, 3, honest),
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V14, Codes.RehearsalInvalid, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V14, Codes.RehearsalInvalid);
    }

    /// <summary>A30, A32: any t trustees that are left can tally.</summary>
    [Fact]
    [Trait("Attack", "A30")]
    public void Every_pair_of_three_trustees_gives_the_same_counts()
    {
        var results = new List<ResultBody>();
        foreach (var (first, second) in new[] { (1, 2), (1, 3), (3, 2) })
        {
            var sim = Until(Suite.P256.Name, EntryTypes.Decryption);
            sim.Append(sim.Sign(sim.Bodies.Decryption(first)));
            sim.Append(sim.Sign(sim.Bodies.Decryption(second)));
            results.Add(sim.Bodies.Result());
        }
        var counts = results.Select(result => string.Join(';', result.Contests.SelectMany(c => c.Groups).Select(g => string.Join(',', g.Options) + "/" + g.Abstain)));
        Assert.Single(counts.Distinct());
        Assert.Equal(3, results.Select(result => result.Salt).Distinct().Count());
    }

    private TrusteeComplaintBody Complaint(MeetingSimulation sim, int dealer, int recipient)
    {
        var complaint = TrusteeComplaint.Prove(
            sim.Plan.Suite, sim.Record.ManifestHash, sim.Record.Ceremony!.SharesOf(dealer)!, recipient, sim.Keys.Trustees[recipient - 1], random);
        return new TrusteeComplaintBody
        {
            Trustee = recipient,
            Dealer = dealer,
            S = complaint.S.Encode(),
            C = complaint.C.ToBytes(),
            Z = complaint.Z.ToBytes(),
        };
    }

    private static void AssertOver(MeetingSimulation sim)
    {
        Assert.Equal(MeetingPhase.Aborted, sim.Record.Phase);
        var next = sim.Sign(sim.Next!.MakeBody!());
        Assert.Equal(Check.V03, sim.Record.Apply(next).Refusal!.Check);
        sim.Append(sim.Sign(sim.Bodies.Attestation()));
        Assert.False(sim.Record.IsComplete);
        Assert.Equal(2, Gate.Verify(sim, sim.Entries).ExitCode);
    }

    private RehearsalBody WithShareOf(MeetingSimulation sim, int other, RehearsalBody honest)
    {
        var (alpha, _) = Rehearsal.Dummy(sim.Plan.Suite, honest.Root, sim.Record.JointKey!);
        var context = new DecryptionContext(
            sim.Plan.Suite, sim.Record.ManifestHash.Memory, 0, honest.Size, honest.Root.Memory, honest.Trustee, sim.Record.Ceremony!.ShareKeys[honest.Trustee - 1]);
        var proof = PartialDecryption.Prove(context, sim.Keys.Share(other), [alpha], random);
        return honest with { D = proof.D[0].Encode(), Tg = proof.Tg.Encode(), Ta = proof.Ta.Encode(), Z = proof.Z.ToBytes() };
    }

    private TrusteeKeyBody KeyBody(MeetingSimulation sim, int trustee, TrusteePolynomial polynomial, Bytes nonce)
    {
        var key = Crypto.TrusteeKeyBody.Prove(
            sim.Plan.Suite, sim.Record.ManifestHash, trustee, "n", sim.Keys.Trustees[trustee - 1], polynomial, random);
        return new TrusteeKeyBody
        {
            Trustee = trustee,
            Name = key.Name,
            Key = key.K.Encode(),
            Nonce = nonce,
            A = BytesVector.Join(key.A.Select(point => (Bytes)point.Encode()), 65),
            R = BytesVector.Join(key.R.Select(point => (Bytes)point.Encode()), 65),
            Z = BytesVector.Join(key.Z.Select(scalar => (Bytes)scalar.ToBytes()), 32),
        };
    }

    /// <summary>A_0 chosen as X minus another's, for a key X that the attacker knows.</summary>
    private static BytesVector Rogue(MeetingSimulation sim, BytesVector own, BytesVector others)
    {
        Assert.True(Point.TryDecode(sim.Plan.Suite, others[0], out var other));
        var rogue = (sim.Plan.Suite.Group.Generator * sim.Plan.Suite.Group.FromInt(7)) - other;
        return BytesVector.Join([rogue.Encode(), own[1]], 65);
    }

    private static BytesVector Join(BytesVector vector, Bytes more, int length = 65) => BytesVector.Join(vector.Append(more), length);

    private static BytesVector Cut(BytesVector vector, int length = 65) => BytesVector.Join(vector.SkipLast(1), length);
}
