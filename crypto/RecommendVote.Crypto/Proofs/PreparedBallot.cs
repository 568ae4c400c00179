namespace RecommendVote.Crypto;

/// <summary>
/// A sealed ballot before its voter chose to cast or to audit it. It can be used once: casting or auditing destroys its secrets (B3).
/// </summary>
public sealed class PreparedBallot : IDisposable
{
    private readonly BallotStatement statement;
    private readonly Point card;
    private readonly ReadOnlyMemory<byte>? supersedes;
    private readonly BallotCiphertexts ciphertexts;
    private readonly BallotProof proof;
    private readonly byte[] tracker;
    private BallotTranscript? transcript;
    private BallotOpening? opening;
    private int used;

    internal PreparedBallot(
        BallotStatement statement, Point card, ReadOnlyMemory<byte>? supersedes, BallotCiphertexts ciphertexts,
        (BallotProof Proof, BallotTranscript Transcript, byte[] Tracker) proved, BallotOpening opening)
    {
        this.statement = statement;
        this.card = card;
        this.supersedes = supersedes;
        this.ciphertexts = ciphertexts;
        (proof, transcript, tracker) = proved;
        this.opening = opening;
    }

    /// <summary>32 bytes, shown before the voter chooses.</summary>
    public ReadOnlyMemory<byte> Tracker => tracker;

    /// <exception cref="InvalidOperationException">It was cast or audited before, or the key is another card's.</exception>
    public SealedBallot Cast(CardKey key, IRandomSource random) => Sign(BallotDomain.Cast, [], Use(), key, random);

    /// <exception cref="InvalidOperationException">It was cast or audited before, or the key is another card's.</exception>
    public AuditedBallot Audit(CardKey key, IRandomSource random)
    {
        var revealed = opening ?? throw new InvalidOperationException("a prepared ballot is used once");
        var state = Use();
        revealed.TryGetCanonicalBytes(out var bytes);
        return new AuditedBallot(Sign(BallotDomain.Audit, bytes, state, key, random), revealed);
    }

    public void Dispose() => Interlocked.Exchange(ref used, 1);

    public override string ToString() => nameof(PreparedBallot);

    private BallotTranscript Use()
    {
        if (Interlocked.Exchange(ref used, 1) != 0 || transcript is not { } state)
            throw new InvalidOperationException("a prepared ballot is used once");
        transcript = null;
        opening = null;
        return state;
    }

    private SealedBallot Sign(BallotDomain domain, ReadOnlySpan<byte> openingBytes, BallotTranscript state, CardKey key, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.PublicKey != card)
            throw new InvalidOperationException("the key of another card");
        state.Choose(domain, openingBytes);
        var nonce = state.Nonce(key.Secret, random);
        var r = statement.Suite.Group.Generator * nonce;
        var s = nonce + (state.Sign(r) * key.Secret);
        return new SealedBallot(card, supersedes, ciphertexts, proof, r, s);
    }
}
