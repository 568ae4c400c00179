using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V18 to V26: what the gate says of ballots that are wrong in one way only.</summary>
public sealed class BallotCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    private static MeetingSimulation Open(string suite, bool revoting = false, int cast = 1) =>
        Plans.Simulate(Plans.Small(Plans.SuiteOf(suite)) with { Revoting = revoting }).RunUntil(EntryTypes.Ballot, cast);

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A15")]
    public void V18_a_card_that_was_not_issued(string suite)
    {
        var sim = Open(suite);
        using var stranger = CardKey.FromSeed(Plans.SuiteOf(suite), new byte[16], "small-meeting");
        var forge = new Forge(sim, "A", 0) { Card = stranger };
        Gate.Refuses(sim, forge.Honest(), Check.V18, Codes.CardUnknown);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V18_a_voided_card(string suite)
    {
        var sim = Open(suite);
        Gate.Refuses(sim, new Forge(sim, "B", 3).Honest(), Check.V18, Codes.CardVoided);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A15")]
    public void V18_a_card_seed_of_another_meeting(string suite)
    {
        var sim = Open(suite);
        using var other = CardKey.FromSeed(Plans.SuiteOf(suite), sim.Keys.Card("A", 1).Seed, "other-meeting");
        Gate.Refuses(sim, (new Forge(sim, "A", 1) { Card = other }).Honest(), Check.V18, Codes.CardUnknown);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A18")]
    [Trait("Attack", "A46")]
    public void V19_a_second_cast_without_revoting(string suite)
    {
        var sim = Open(suite);
        var tracker = sim.Record.FindCard(sim.Keys.Card("A", 0).PublicKey)!.Tracker!.Value.Memory;
        Gate.Refuses(sim, new Forge(sim, "A", 0).Honest(), Check.V19, Codes.AlreadyCast, goesOn: false);
        Gate.Refuses(sim, new Forge(sim, "A", 0).Honest(tracker), Check.V19, Codes.AlreadyCast, goesOn: false);
        Gate.Refuses(sim, sim.Entries[^1].Memory, Check.V19, Codes.AlreadyCast);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A18")]
    public void V19_supersedes_must_name_the_latest_ballot(string suite)
    {
        var sim = Open(suite, revoting: true);
        var first = sim.Record.FindCard(sim.Keys.Card("A", 0).PublicKey)!.Tracker!.Value.Memory;
        Gate.Refuses(sim, new Forge(sim, "A", 1).Honest(first), Check.V19, Codes.SupersedesWrong, goesOn: false);
        Gate.Refuses(sim, new Forge(sim, "A", 0).Honest(), Check.V19, Codes.AlreadyCast, goesOn: false);
        Gate.Refuses(sim, new Forge(sim, "A", 0).Honest(new byte[32]), Check.V19, Codes.SupersedesWrong, goesOn: false);
        Gate.Accepts(sim, new Forge(sim, "A", 0, "second").Honest(first));
        Assert.NotNull(sim.Record.Apply(new Forge(sim, "A", 0, "third").Honest(first)).Refusal);
        Assert.Equal(1, sim.Record.CountedBallots);
        Assert.Equal(2, sim.Record.BallotEntries);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A17")]
    public void V20_vectors_of_another_length(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var honest = forge.Sealed(forge.Witness(forge.SomeBits()));
        var (c, p) = (honest.Ciphertexts, honest.Proof);
        SealedBallot[] wrong =
        [
            honest with { Ciphertexts = c with { Alpha = [.. c.Alpha.SkipLast(1)] } },
            honest with { Ciphertexts = c with { Beta = [.. c.Beta, c.Beta[0]] } },
            honest with { Ciphertexts = c with { Alpha = [], Beta = [] } },
            honest with { Proof = p with { F = [.. p.F.SkipLast(1)] } },
            honest with { Proof = p with { F = [.. p.F, p.F[0]] } },
            honest with { Ciphertexts = c with { TextAlpha = [c.Alpha[0]], TextBeta = [c.Beta[0]] }, Proof = p with { T3 = p.T1, ZW = p.ZT } },
        ];
        foreach (var ballot in wrong)
            Gate.Refuses(sim, BallotJson.Write(ballot), Check.V20, Codes.WrongContests, goesOn: false);
        Gate.Refuses(sim, BallotJson.Write(wrong[0]), Check.V20, Codes.WrongContests);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A14")]
    [Trait("Attack", "A55")]
    public void V21_a_value_that_occurred_before(string suite)
    {
        var sim = Open(suite);
        // Two clients with the same random stream (A14): alphas, B, A, T1 are equal although card, tracker and proof are not.
        var first = new Forge(sim, "A", 1, "same stream");
        var second = new Forge(sim, "A", 2, "same stream");
        var (one, two) = (first.Honest(), second.Honest());
        Assert.NotEqual(one, two);
        Gate.Accepts(sim, one);
        Assert.Equal((Check.V21, Codes.RepeatedValue), (sim.Record.Apply(two).Refusal!.Check, sim.Record.Apply(two).Refusal!.Code));
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A11")]
    [Trait("Attack", "A46")]
    [Trait("Attack", "F-B3")]
    public void V21_each_kind_of_value_alone(string suite)
    {
        var sim = Open(suite);
        var earlier = Decode(sim, sim.Entries[^1]);
        var forge = new Forge(sim, "A", 1);
        var honest = forge.Witness(forge.SomeBits());
        // The same randomness for two bits of one ballot: alpha_0 = alpha_1.
        honest.Randomness[1] = honest.Randomness[0];
        Gate.Refuses(sim, forge.Ballot(honest), Check.V21, Codes.RepeatedValue, goesOn: false);
        // Whoever copies a point cannot prove with it; the gate names the repetition or the proof, never accepts.
        var own = forge.Sealed(forge.Witness(forge.SomeBits()));
        SealedBallot[] copies =
        [
            own with { Ciphertexts = own.Ciphertexts with { Alpha = [earlier.Ciphertexts.Alpha[0], .. own.Ciphertexts.Alpha.Skip(1)] } },
            own with { Proof = own.Proof with { B = earlier.Proof.B } },
            own with { Proof = own.Proof with { A = earlier.Proof.A } },
            own with { Proof = own.Proof with { T1 = earlier.Proof.T1 } },
            own with { R = earlier.R },
        ];
        foreach (var copy in copies)
            Assert.NotNull(sim.Record.Apply(BallotJson.Write(copy)).Refusal);
        foreach (var copy in copies.SkipLast(1))
            Assert.NotNull(sim.Record.Apply(forge.Resigned(copy)).Refusal);
        foreach (var copy in copies)
            Assert.NotNull(sim.Record.State.Box!.Repeated(copy, new byte[32]));
        var tracker = sim.Record.FindCard(sim.Keys.Card("A", 0).PublicKey)!.Tracker!.Value;
        Assert.Equal("tracker", sim.Record.State.Box!.Repeated(own, tracker));
        Assert.Null(sim.Record.State.Box!.Repeated(own, new byte[32]));
        sim.Run();
    }

    [Theory, MemberData(nameof(Suites))]
    public void V22_two_names_where_one_is_allowed(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var bits = forge.SomeBits();
        bits[forge.Statement.Layout.OptionBit(0, 1)] = forge.Group.One;
        Gate.Refuses(sim, forge.Ballot(forge.Witness(bits)), Check.V22, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V22_too_few_names(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var bits = forge.SomeBits();
        bits[forge.Statement.Layout.OptionBit(0, 0)] = forge.Group.Zero;
        Gate.Refuses(sim, forge.Ballot(forge.Witness(bits)), Check.V22, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V23_two_votes_for_one_name(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        // P2 allows two names: one name twice keeps the sum and is no bit.
        var bits = forge.Bits(ContestChoice.Of(0), ContestChoice.Of(0, 1));
        bits[forge.Statement.Layout.OptionBit(1, 0)] = forge.Group.FromInt(2);
        bits[forge.Statement.Layout.OptionBit(1, 1)] = forge.Group.Zero;
        Gate.Refuses(sim, forge.Ballot(forge.Witness(bits)), Check.V23, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V23_a_negative_vote(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var bits = forge.Bits(ContestChoice.Of(0), ContestChoice.Of());
        var layout = forge.Statement.Layout;
        (bits[layout.OptionBit(0, 1)], bits[layout.OptionBit(0, 2)]) = (-forge.Group.One, forge.Group.One);
        Gate.Refuses(sim, forge.Ballot(forge.Witness(bits)), Check.V23, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A13")]
    public void V24_the_ciphertexts_hold_other_marks(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var witness = forge.Witness(forge.SomeBits());
        var honest = witness.Encrypt(forge.Statement);
        // A second vote, added to a ciphertext whose proof speaks of the old one.
        var beta = honest.Beta.ToArray();
        beta[1] += forge.Group.Generator;
        Gate.Refuses(sim, forge.Ballot(witness, honest with { Beta = beta }), Check.V24, Codes.ProofInvalid, goesOn: false);
        // Options 0 and 1 exchanged (A13).
        var (a, b) = (honest.Alpha.ToArray(), honest.Beta.ToArray());
        (a[0], a[1], b[0], b[1]) = (a[1], a[0], b[1], b[0]);
        Gate.Refuses(sim, forge.Ballot(witness, honest with { Alpha = a, Beta = b }), Check.V24, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V24_a_ballot_encrypted_to_another_key(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var s = forge.Statement;
        var otherKey = new BallotStatement(s.Suite, s.ManifestHash.Span, s.OpenedHash.Span, s.Suite.Group.Generator, s.ClassId, s.Layout);
        var witness = forge.Witness(forge.SomeBits());
        Gate.Refuses(sim, forge.Ballot(witness, witness.Encrypt(otherKey)), Check.V24, Codes.ProofInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A15")]
    public void V26_the_cards_signature(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var honest = forge.Sealed(forge.Witness(forge.SomeBits()));
        Gate.Refuses(sim, BallotJson.Write(honest with { S = honest.S + forge.Group.One }), Check.V26, Codes.SignatureInvalid, goesOn: false);
        var audit = new BallotTranscript(forge.Statement, honest.Card, null, honest.Ciphertexts, honest.Proof.B);
        var p = honest.Proof;
        audit.Commit(p.A, p.C, p.D, p.T1, p.T2, null);
        audit.Respond(p.F, p.ZA, p.ZC, p.ZT, null);
        audit.Choose(BallotDomain.Audit, "{}"u8);
        var nonce = forge.RandomScalar();
        var r = forge.Group.Generator * nonce;
        var forAudit = honest with { R = r, S = nonce + (audit.Sign(r) * forge.Card.Secret) };
        Gate.Refuses(sim, BallotJson.Write(forAudit), Check.V26, Codes.SignatureInvalid);
    }

    /// <summary>A07, A11: a proof moved to another card, class or predecessor does not hold there.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A11")]
    public void A_ballot_cannot_be_copied_to_another_card(string suite)
    {
        var sim = Open(suite);
        var forge = new Forge(sim, "A", 1);
        var mine = forge.Sealed(forge.Witness(forge.SomeBits()));
        var thief = new Forge(sim, "A", 2);
        var otherClass = new Forge(sim, "B", 0);
        Assert.True(sim.Record.Validate(BallotJson.Write(mine with { Card = thief.Card.PublicKey }))!.Check >= Check.V22);
        Assert.True(sim.Record.Validate(thief.Resigned(mine with { Card = thief.Card.PublicKey }))!.Check is >= Check.V22 and <= Check.V24);
        Assert.True(sim.Record.Validate(otherClass.Resigned(mine with { Card = otherClass.Card.PublicKey }))!.Check is >= Check.V22 and <= Check.V24);
        Gate.Accepts(sim, BallotJson.Write(mine));
        Assert.Equal(Check.V19, sim.Record.Apply(BallotJson.Write(mine)).Refusal!.Check);
    }

    /// <summary>A12: re-randomised, negated or shifted ciphertexts do not fit the proof, signed again or not.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A12")]
    public void Changed_ciphertexts_do_not_fit_the_proof(string suite)
    {
        var sim = Open(suite);
        var victim = Decode(sim, sim.Entries[^1]);
        var thief = new Forge(sim, "A", 2);
        var (g, h, r) = (thief.Group.Generator, sim.Record.JointKey!, thief.RandomScalar());
        var c = victim.Ciphertexts;
        BallotCiphertexts[] changes =
        [
            c with { Alpha = [c.Alpha[0] + (g * r), .. c.Alpha.Skip(1)], Beta = [c.Beta[0] + (h * r), .. c.Beta.Skip(1)] },
            c with { Alpha = [.. c.Alpha.Select(point => point + (g * r))], Beta = [.. c.Beta.Select(point => point + (h * r))] },
            c with { Alpha = [.. c.Alpha.Select(point => -point)], Beta = [.. c.Beta.Select(point => -point)] },
            c with { Beta = [.. c.Beta.Select(point => point + g)] },
        ];
        foreach (var change in changes)
        {
            var copy = victim with { Card = thief.Card.PublicKey, Ciphertexts = change };
            Assert.InRange(sim.Record.Validate(thief.Resigned(copy))!.Check, Check.V22, Check.V24);
        }
        sim.Run();
    }

    internal static SealedBallot Decode(MeetingSimulation sim, Bytes entry)
    {
        Assert.True(BallotJson.TryRead(sim.Plan.Suite, entry, out var ballot, out _));
        return ballot!;
    }
}
