using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// One of the two pinned suites: curve, hash and staff signature scheme. There is one instance of each; compare by reference.
/// Safe for several threads. Source: docs/spec/encodings.md.
/// </summary>
public sealed class Suite
{
    private readonly HashToCurve toCurve;

    private Suite(string name, CurveParameters parameters, HashKind hash)
    {
        Name = name;
        Hashing = hash;
        Group = new Group(parameters);
        toCurve = new HashToCurve(this, parameters);
        Generators = new Generators(this);
        StaffSignatures = hash == HashKind.Sha256 ? new Ed25519StaffSignatures() : new Sm2StaffSignatures(this);
    }

    /// <summary>P256-SHA256: NIST P-256, SHA-256, Ed25519.</summary>
    public static Suite P256 { get; } = new("P256-SHA256", CurveParameters.P256, HashKind.Sha256);

    /// <summary>SM2-SM3: sm2p256v1, SM3, SM2 signatures.</summary>
    public static Suite Sm2 { get; } = new("SM2-SM3", CurveParameters.Sm2, HashKind.Sm3);

    /// <summary>The name as it is hashed.</summary>
    public string Name { get; }

    public Group Group { get; }

    /// <summary>u and g_1, g_2, ...</summary>
    public Generators Generators { get; }

    public IStaffSignatureScheme StaffSignatures { get; }

    internal HashKind Hashing { get; }

    /// <summary>Exact, case-sensitive names only.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out Suite? suite)
    {
        suite = name == P256.Name ? P256 : name == Sm2.Name ? Sm2 : null;
        return suite is not null;
    }

    /// <summary>H of the bytes, 32 bytes.</summary>
    public byte[] Hash(ReadOnlySpan<byte> bytes) => SuiteHasher.HashOnce(Hashing, bytes);

    /// <summary>H of the bytes into the first 32 bytes of the destination.</summary>
    internal void Hash(ReadOnlySpan<byte> bytes, Span<byte> destination) => SuiteHasher.HashOnce(Hashing, bytes, destination);

    /// <summary>H of the concatenation.</summary>
    public byte[] Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default, ReadOnlySpan<byte> fourth = default)
    {
        using var hasher = CreateHasher();
        hasher.Append(first);
        hasher.Append(second);
        hasher.Append(third);
        hasher.Append(fourth);
        return hasher.Finish();
    }

    /// <summary>An incremental H.</summary>
    public SuiteHasher CreateHasher() => new(Hashing);

    /// <summary>DST(x) = "RV1-" || suite || "-" || x in ASCII.</summary>
    public byte[] Dst(string name) => Encoding.ASCII.GetBytes($"RV1-{Name}-{name}");

    /// <summary>OS2IP(expand_message_xmd(message, DST(dstName), 48)) mod q.</summary>
    public Scalar HashToScalar(ReadOnlySpan<byte> message, string dstName) =>
        Group.Reduce48(ExpandMessage.Xmd(this, message, Dst(dstName), 48));

    /// <summary>RFC 9380 hash_to_curve, random-oracle variant, with DST(dstName).</summary>
    public Point HashToCurve(ReadOnlySpan<byte> message, string dstName) => toCurve.Hash(message, Dst(dstName));

    /// <summary>RFC 9380 hash_to_curve with a DST given in full; for published vectors.</summary>
    internal Point HashToCurveRaw(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst) => toCurve.Hash(message, dst);

    /// <summary>A square root in the field, Montgomery form; for public values.</summary>
    internal bool TrySquareRoot(in U256 value, out U256 root) => toCurve.TrySquareRoot(value, out root);

    public override string ToString() => Name;
}
