using System.Numerics;
using System.Security.Cryptography;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// Makes Ed25519 keys A + T with T of order 8 and signatures that satisfy 8(sB - kA - R) = 0 but not, in general, sB - kA = R.
/// Own small affine arithmetic, independent of the code under test.
/// </summary>
internal static class MixedOrder
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    public static (byte[] Key, byte[] Signature) Forge(byte seed)
    {
        var torsion = Decode(Hex.Bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));
        var basePoint = Decode([0x58, .. Enumerable.Repeat((byte)0x66, 31)]);
        var a = new BigInteger(SHA512.HashData([seed, 1]), true) % L;
        var r = new BigInteger(SHA512.HashData([seed, 2]), true) % L;
        var key = Encode(Add(Multiply(basePoint, a), torsion));
        var commitment = Encode(Multiply(basePoint, r));
        var k = new BigInteger(SHA512.HashData([.. commitment, .. key, seed]), true) % L;
        var s = new byte[32];
        ((r + (k * a)) % L).TryWriteBytes(s, out _, true);
        return (key, [.. commitment, .. s]);
    }

    private static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) p, (BigInteger X, BigInteger Y) q)
    {
        var t = Mod(D * p.X * q.X % P * p.Y * q.Y);
        return (Mod(((p.X * q.Y) + (q.X * p.Y)) * Inverse(1 + t)), Mod(((p.Y * q.Y) + (p.X * q.X)) * Inverse(1 - t)));
    }

    private static (BigInteger X, BigInteger Y) Multiply((BigInteger X, BigInteger Y) p, BigInteger k)
    {
        (BigInteger X, BigInteger Y) result = (0, 1);
        for (var bit = (int)k.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            if (!((k >> bit) & 1).IsZero)
                result = Add(result, p);
        }
        return result;
    }

    private static (BigInteger X, BigInteger Y) Decode(byte[] bytes)
    {
        var raw = new BigInteger(bytes, true);
        var y = raw & ((BigInteger.One << 255) - 1);
        var square = Mod(((y * y) - 1) * Inverse((D * y * y) + 1));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod(x * x) != square)
            x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        if ((x & 1) != raw >> 255)
            x = Mod(-x);
        return (x, y);
    }

    private static byte[] Encode((BigInteger X, BigInteger Y) p)
    {
        var bytes = new byte[32];
        (p.Y + ((p.X & 1) << 255)).TryWriteBytes(bytes, out _, true);
        return bytes;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}
