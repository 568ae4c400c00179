using System.Numerics;
using System.Security.Cryptography;

namespace RecommendVote.Crypto;

/// <summary>
/// The verification half of Ed25519 for public data, variable time, over big integers.
/// Curve -x^2 + y^2 = 1 + d x^2 y^2 modulo p = 2^255 - 19, extended coordinates of RFC 8032 section 5.1.4.
/// </summary>
internal static class StrictEd25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * BigInteger.ModPow(121666, P - 2, P));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Extended Base = MakeBase();

    private readonly record struct Extended(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        public static Extended Neutral => new(0, 1, 1, 0);
    }

    public static bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => TryDecode(publicKey, out var a) && !IsSmallOrder(a);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 64 || !TryDecode(publicKey, out var a) || IsSmallOrder(a))
            return false;
        var s = new BigInteger(signature[32..], isUnsigned: true);
        // R is compared as bytes with a canonical encoding, which already refuses a non-canonical R
        if (s >= L)
            return false;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        sha.AppendData(signature[..32]);
        sha.AppendData(publicKey);
        sha.AppendData(message);
        var k = new BigInteger(sha.GetHashAndReset(), isUnsigned: true) % L;
        return Encode(DoubleMultiply(s, Base, k, Negate(a))).AsSpan().SequenceEqual(signature[..32]);
    }

    /// <summary>RFC 8032 section 5.1.3 with canonical y only, and no sign bit on x = 0.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> bytes, out Extended point)
    {
        point = default;
        if (bytes.Length != 32)
            return false;
        var raw = new BigInteger(bytes, isUnsigned: true);
        var sign = (int)(raw >> 255);
        var y = raw & ((BigInteger.One << 255) - 1);
        if (y >= P)
            return false;
        var u = Mod((y * y) - 1);
        var v = Mod((D * y * y) + 1);
        var x = Mod(u * v * v * v * BigInteger.ModPow(Mod(u * BigInteger.Pow(v, 7)), (P - 5) / 8, P));
        var check = Mod(v * x * x);
        if (check == Mod(-u))
            x = Mod(x * SquareRootOfMinusOne);
        else if (check != u)
            return false;
        if (x.IsZero && sign == 1)
            return false;
        if ((int)(x & 1) != sign)
            x = Mod(-x);
        point = new Extended(x, y, 1, Mod(x * y));
        return true;
    }

    private static byte[] Encode(in Extended p)
    {
        var inverse = BigInteger.ModPow(p.Z, P - 2, P);
        var x = Mod(p.X * inverse);
        var y = Mod(p.Y * inverse) + ((x & 1) << 255);
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static bool IsSmallOrder(in Extended p)
    {
        var eight = Add(p, p);
        eight = Add(eight, eight);
        eight = Add(eight, eight);
        return eight.X.IsZero && eight.Y == eight.Z;
    }

    private static Extended DoubleMultiply(BigInteger a, in Extended p, BigInteger b, in Extended q)
    {
        var both = Add(p, q);
        var result = Extended.Neutral;
        for (var bit = 255; bit >= 0; bit--)
        {
            result = Add(result, result);
            var first = !((a >> bit) & 1).IsZero;
            var second = !((b >> bit) & 1).IsZero;
            if (first || second)
                result = Add(result, first ? (second ? both : p) : q);
        }
        return result;
    }

    /// <summary>The complete addition of RFC 8032 section 5.1.4.</summary>
    private static Extended Add(in Extended p, in Extended q)
    {
        var a = Mod((p.Y - p.X) * (q.Y - q.X));
        var b = Mod((p.Y + p.X) * (q.Y + q.X));
        var c = Mod(2 * p.T * Mod(D * q.T));
        var d = Mod(2 * p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Extended(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Extended Negate(in Extended p) => new(Mod(-p.X), p.Y, p.Z, Mod(-p.T));

    private static Extended MakeBase()
    {
        var y = Mod(4 * BigInteger.ModPow(5, P - 2, P));
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        return TryDecode(bytes, out var point) ? point : throw new InvalidOperationException("the base point decodes");
    }

    private static BigInteger Mod(BigInteger value)
    {
        var result = value % P;
        return result.Sign < 0 ? result + P : result;
    }
}
