namespace RecommendVote.Crypto;

/// <summary>A trustee's signing and share-receiving key: k_i and K_i = k_i g. Never printed.</summary>
public sealed class TrusteeIdentity : IDisposable
{
    private Scalar secret;
    private bool disposed;

    /// <param name="secret">k_i, not zero.</param>
    public TrusteeIdentity(Scalar secret)
    {
        if (secret.IsZero)
            throw new ArgumentException("an identity secret is not zero", nameof(secret));
        this.secret = secret;
        PublicKey = secret.Group.Generator * secret;
    }

    /// <summary>K_i.</summary>
    public Point PublicKey { get; }

    /// <summary>k_i, for signing and for the sealed backup file.</summary>
    public Scalar Secret => disposed ? throw new ObjectDisposedException(nameof(TrusteeIdentity)) : secret;

    public static TrusteeIdentity Generate(Suite suite, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new TrusteeIdentity(suite.Group.RandomScalar(random));
    }

    public void Dispose()
    {
        secret = default;
        disposed = true;
    }

    /// <summary>The type name only.</summary>
    public override string ToString() => nameof(TrusteeIdentity);
}
