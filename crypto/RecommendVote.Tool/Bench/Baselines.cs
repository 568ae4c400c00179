using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace RecommendVote.Tool.Bench;

/// <summary>What the figures are measured against, in the same run and on one thread, so that the machine's speed drops out.</summary>
public static class Baselines
{
    /// <summary>Milliseconds of one ECDH raw secret agreement on P-256 with the platform's library.</summary>
    public static double EcdhMilliseconds()
    {
        using var mine = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = other.PublicKey;
        return Timing.MedianMilliseconds(rounds: 7, perRound: 200, () => CryptographicOperations.ZeroMemory(mine.DeriveRawSecretAgreement(key)));
    }

    /// <summary>
    /// Milliseconds to check one name of a ballot with the usual disjunctive proof (0 or 1, two branches of two equations): eight multiplications by
    /// <see cref="ECPoint.Multiply"/> of normalised points that differ from name to name, but for g and h, and one SHA-256 over the points. Nothing else: not
    /// even the additions that join the products.
    /// </summary>
    public static double DisjunctiveNameMilliseconds()
    {
        var curve = CustomNamedCurves.GetByName("P-256");
        BigInteger Scalar() => new BigInteger(1, RandomNumberGenerator.GetBytes(32)).Mod(curve.N);
        ECPoint Point() => curve.G.Multiply(Scalar()).Normalize();
        var (g, h) = (curve.G, Point());
        Timing.WarmUpFor(() => g.Multiply(Scalar()));
        return Timing.Best(rounds: 3, () =>
        {
            var names = Enumerable.Range(0, 25).Select(_ => (Alpha: Point(), Beta: Point(), Other: Point(), Scalars: Enumerable.Range(0, 4).Select(_ => Scalar()).ToArray())).ToList();
            return Timing.Milliseconds(() =>
            {
                foreach (var (alpha, beta, other, k) in names)
                {
                    _ = g.Multiply(k[0]);
                    _ = alpha.Multiply(k[1]);
                    _ = h.Multiply(k[0]);
                    _ = beta.Multiply(k[1]);
                    _ = g.Multiply(k[2]);
                    _ = alpha.Multiply(k[3]);
                    _ = h.Multiply(k[2]);
                    _ = other.Multiply(k[3]);
                    _ = SHA256.HashData([.. alpha.GetEncoded(false), .. beta.GetEncoded(false), .. other.GetEncoded(false), .. new byte[3 * 65]]);
                }
            }) / names.Count;
        });
    }
}
