using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>A dishonest client with a real card: it proves as well as it can whatever it likes.</summary>
internal sealed class Forge(MeetingSimulation sim, string cardClass, int card, string seed = "forge")
{
    private readonly IRandomSource random = new SeededRandomSource(seed);

    public CardKey Card { get; init; } = sim.Keys.Card(cardClass, card).Key;

    public BallotStatement Statement => sim.Record.Open!.Classes.First(item => item.Id == cardClass).Statement;

    public Group Group => Statement.Suite.Group;

    /// <summary>The bits of an honest ballot.</summary>
    public Scalar[] Bits(params ContestChoice[] choices)
    {
        Assert.True(BallotMarks.TryCreate(Statement.Layout, choices, out var marks, out _));
        return [.. marks.Bits.Select(bit => bit ? Group.One : Group.Zero)];
    }

    /// <summary>The first marks that come to mind: option 0 of P1, nothing in P2.</summary>
    public Scalar[] SomeBits() => Bits(ContestChoice.Of(0), ContestChoice.Of());

    public BallotWitness Witness(Scalar[] bits) => BallotWitness.Create(Statement, bits, [], random);

    /// <summary>Proves, signs and logs a ballot whose ciphertexts may be other than the witness's.</summary>
    public byte[] Ballot(BallotWitness witness, BallotCiphertexts? ciphertexts = null, ReadOnlyMemory<byte>? supersedes = null) =>
        BallotJson.Write(Sealed(witness, ciphertexts, supersedes));

    public SealedBallot Sealed(BallotWitness witness, BallotCiphertexts? ciphertexts = null, ReadOnlyMemory<byte>? supersedes = null, BallotStatement? statement = null)
    {
        var about = statement ?? Statement;
        var texts = ciphertexts ?? witness.Encrypt(about);
        var (proof, transcript, _) = BallotProver.Prove(about, Card.PublicKey, supersedes, witness, texts, random);
        return Sign(new SealedBallot(Card.PublicKey, supersedes, texts, proof, Card.PublicKey, default), transcript);
    }

    public byte[] Honest(ReadOnlyMemory<byte>? supersedes = null, params ContestChoice[] choices) =>
        Ballot(Witness(choices.Length == 0 ? SomeBits() : Bits(choices)), null, supersedes);

    /// <summary>Signs again what was changed after the proof, so that only the mathematics can object.</summary>
    public byte[] Resigned(SealedBallot changed)
    {
        return BallotJson.Write(Sign(changed, Replay(changed)));
    }

    /// <summary>An audit signed over whatever opening is given; the true one when none is.</summary>
    public AuditedBallot Audited(BallotWitness witness, BallotOpening? opening = null) => Audited(witness, opening, out _);

    /// <summary>One proof signed both ways: what no honest client makes (B8).</summary>
    public (SealedBallot Cast, AuditedBallot Audited) Both(BallotWitness witness)
    {
        var audited = Audited(witness, null, out var cast);
        return (cast, audited);
    }

    private AuditedBallot Audited(BallotWitness witness, BallotOpening? opening, out SealedBallot cast)
    {
        var shown = opening ?? new BallotOpening(
            [.. witness.Bits.Take(Statement.Layout.EncryptedBits).Select(bit => bit == Group.One)], witness.Randomness, [], []);
        Assert.True(shown.TryGetCanonicalBytes(out var bytes));
        cast = Sealed(witness);
        return new AuditedBallot(Sign(cast, Replay(cast), BallotDomain.Audit, bytes), shown);
    }

    private BallotTranscript Replay(SealedBallot ballot)
    {
        var transcript = new BallotTranscript(Statement, ballot.Card, ballot.Supersedes, ballot.Ciphertexts, ballot.Proof.B);
        var p = ballot.Proof;
        transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW);
        return transcript;
    }

    public Scalar RandomScalar() => Group.RandomScalar(random);

    private SealedBallot Sign(
        SealedBallot ballot, BallotTranscript transcript, BallotDomain domain = BallotDomain.Cast, byte[]? opening = null)
    {
        transcript.Choose(domain, opening ?? []);
        var nonce = transcript.Nonce(Card.Secret, random);
        var commitment = Group.Generator * nonce;
        return ballot with { R = commitment, S = nonce + (transcript.Sign(commitment) * Card.Secret) };
    }
}
