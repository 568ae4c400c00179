using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>The one byte form of a <c>ballot</c> and of a <c>ballot-audited</c> entry (docs/spec/ballot.md, "JSON").</summary>
public static class BallotJson
{
    /// <summary>The whole entry.</summary>
    public static byte[] Write(SealedBallot ballot)
    {
        ArgumentNullException.ThrowIfNull(ballot);
        var writer = new CanonicalWriter();
        Write(ballot, writer);
        return writer.ToArray();
    }

    /// <summary>The whole entry of an audit.</summary>
    public static byte[] Write(AuditedBallot audited)
    {
        ArgumentNullException.ThrowIfNull(audited);
        var writer = new CanonicalWriter();
        Write(audited, writer);
        return writer.ToArray();
    }

    /// <summary>Decodes points and scalars, whatever the lengths of the vectors: those are the class's to judge (V20).</summary>
    /// <returns>False with a reason for anything that is not the canonical form of some ballot.</returns>
    public static bool TryRead(Suite suite, ReadOnlySpan<byte> entry, out SealedBallot? ballot, out string? fault) =>
        Canonical.TryDecode(entry, suite, Read, Write, out ballot, out fault) && ballot is not null;

    /// <summary>As <see cref="TryRead"/>, for an audit. Whether the opening has the class's lengths is V35's to say.</summary>
    public static bool TryReadAudited(Suite suite, ReadOnlySpan<byte> entry, out AuditedBallot? audited, out string? fault) =>
        Canonical.TryDecode(entry, suite, ReadAudited, Write, out audited, out fault) && audited is not null;

    private static void Write(SealedBallot? ballot, CanonicalWriter writer)
    {
        if (ballot is not null)
            Write(ballot, EntryTypes.Ballot, null, writer);
    }

    private static void Write(AuditedBallot? audited, CanonicalWriter writer)
    {
        if (audited is not null)
            Write(audited.Ballot, EntryTypes.BallotAudited, audited.Opening, writer);
    }

    private static void Write(SealedBallot ballot, string type, BallotOpening? opening, CanonicalWriter writer)
    {
        var (ciphertexts, proof) = (ballot.Ciphertexts, ballot.Proof);
        writer.BeginObject().Text("type", type).Base64("card", ballot.Card.Encode());
        if (ballot.Supersedes is { } supersedes)
            writer.Base64("supersedes", new Bytes(supersedes));
        Points(writer, "alpha", ciphertexts.Alpha);
        Points(writer, "beta", ciphertexts.Beta);
        if (proof.T3 is not null)
        {
            Points(writer, "textAlpha", ciphertexts.TextAlpha);
            Points(writer, "textBeta", ciphertexts.TextBeta);
        }
        writer.Base64("B", proof.B.Encode()).Base64("A", proof.A.Encode()).Base64("C", proof.C.Encode()).Base64("D", proof.D.Encode())
            .Base64("T1", proof.T1.Encode()).Base64("T2", proof.T2.Encode());
        if (proof.T3 is { } t3)
            writer.Base64("T3", t3.Encode());
        Scalars(writer, "f", proof.F);
        writer.Base64("zA", proof.ZA.ToBytes()).Base64("zC", proof.ZC.ToBytes()).Base64("zT", proof.ZT.ToBytes());
        if (proof.ZW is { } zW)
            writer.Base64("zW", zW.ToBytes());
        if (opening is not null)
            OpeningJson.Write(opening, writer.Member("opening"));
        writer.Base64("R", ballot.R.Encode()).Base64("s", ballot.S.ToBytes()).EndObject();
    }

    private static SealedBallot? Read(ref CanonicalReader r) => Read(ref r, EntryTypes.Ballot).Ballot;

    private static AuditedBallot? ReadAudited(ref CanonicalReader r) =>
        Read(ref r, EntryTypes.BallotAudited) is { Ballot: { } ballot, Opening: { } opening } ? new AuditedBallot(ballot, opening) : null;

    private static (SealedBallot? Ballot, BallotOpening? Opening) Read(ref CanonicalReader r, string type)
    {
        r.BeginObject();
        r.Word("type", type);
        var card = Point(ref r, "card");
        var supersedes = r.TryMember("supersedes") ? r.Base64(FieldRules.HashLength).Memory : default(ReadOnlyMemory<byte>?);
        var alpha = Points(ref r, "alpha");
        var beta = Points(ref r, "beta");
        var hasSlots = r.TryMember("textAlpha");
        var textAlpha = hasSlots ? Points(ref r, r.Base64()) : [];
        var textBeta = hasSlots ? Points(ref r, "textBeta") : [];
        if (hasSlots && textAlpha.Length == 0)
            r.Fail("textAlpha is omitted when there are no slots");
        var (b, a, c, d) = (Point(ref r, "B"), Point(ref r, "A"), Point(ref r, "C"), Point(ref r, "D"));
        var (t1, t2) = (Point(ref r, "T1"), Point(ref r, "T2"));
        var t3 = hasSlots ? Point(ref r, "T3") : null;
        var f = Scalars(ref r, "f");
        var (zA, zC, zT) = (Scalar(ref r, "zA"), Scalar(ref r, "zC"), Scalar(ref r, "zT"));
        var zW = hasSlots ? Scalar(ref r, "zW") : default(Scalar?);
        var opening = type == EntryTypes.BallotAudited ? OpeningJson.Read(ref r) : null;
        var commitment = Point(ref r, "R");
        var s = Scalar(ref r, "s");
        r.EndObject();
        if (!r.Ok || card is null || b is null || a is null || c is null || d is null || t1 is null || t2 is null || commitment is null)
            return default;
        var ballot = new SealedBallot(
            card, supersedes, new BallotCiphertexts(alpha, beta, textAlpha, textBeta),
            new BallotProof(b, a, c, d, t1, t2, t3, f, zA, zC, zT, zW), commitment, s);
        return (ballot, opening);
    }

    private static void Points(CanonicalWriter writer, string member, IReadOnlyList<Point> points)
    {
        var bytes = new byte[points.Count * Crypto.Point.Length];
        for (var i = 0; i < points.Count; i++)
            points[i].WriteTo(bytes.AsSpan(i * Crypto.Point.Length));
        writer.Base64(member, bytes);
    }

    internal static void Scalars(CanonicalWriter writer, string member, IReadOnlyList<Scalar> scalars)
    {
        var bytes = new byte[scalars.Count * Crypto.Scalar.Length];
        for (var i = 0; i < scalars.Count; i++)
            scalars[i].WriteTo(bytes.AsSpan(i * Crypto.Scalar.Length));
        writer.Base64(member, bytes);
    }

    private static Point? Point(ref CanonicalReader r, string member)
    {
        var bytes = r.Base64(member, Crypto.Point.Length);
        if (r.Ok && Crypto.Point.TryDecode(r.Suite!, bytes, out var point))
            return point;
        r.Fail(member + " is not a point");
        return null;
    }

    private static Scalar Scalar(ref CanonicalReader r, string member)
    {
        var bytes = r.Base64(member, Crypto.Scalar.Length);
        if (!r.Ok || !Crypto.Scalar.TryDecode(r.Suite!, bytes, out var scalar))
        {
            r.Fail(member + " is not a scalar");
            return default;
        }
        return scalar;
    }

    private static Point[] Points(ref CanonicalReader r, string member) => Points(ref r, r.Base64(member));

    private static Point[] Points(ref CanonicalReader r, Bytes bytes)
    {
        if (r.Ok && bytes.Length % Crypto.Point.Length == 0
            && Crypto.Point.TryDecodeVector(r.Suite!, bytes, bytes.Length / Crypto.Point.Length, out var points))
            return points;
        r.Fail("not a vector of points");
        return [];
    }

    internal static Scalar[] Scalars(ref CanonicalReader r, string member)
    {
        var bytes = r.Base64(member);
        if (r.Ok && bytes.Length % Crypto.Scalar.Length == 0
            && Crypto.Scalar.TryDecodeVector(r.Suite!, bytes, bytes.Length / Crypto.Scalar.Length, out var scalars))
            return scalars;
        r.Fail("not a vector of scalars");
        return [];
    }
}
