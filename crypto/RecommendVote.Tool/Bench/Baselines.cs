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
    /// Milliseconds to check one name of a ballot with the usual disjunctive proof (0 or 1, two branches of two equations):
    /// eight multiplications by <see cref="ECPoint.Multiply"/> over normalised points, four sums normalised, and one SHA-256 over them.
    /// </summary>
    public static double DisjunctiveNameMilliseconds()
    {
        var curve = CustomNamedCurves.GetByName("P-256");
        BigInteger Scalar() => new BigInteger(1, RandomNumberGenerator.GetBytes(32)).Mod(curve.N);
        ECPoint Point() => curve.G.Multiply(Scalar()).Normalize();
        var (g, h, alpha, beta, betaLess) = (curve.G, Point(), Point(), Point(), Point());
        var scalars = Enumerable.Range(0, 4).Select(_ => Scalar()).ToArray();
        void CheckName()
        {
            var (z0, c0, z1, c1) = (scalars[0], scalars[1], scalars[2], scalars[3]);
            ECPoint[] commitments =
            [
                g.Multiply(z0).Add(alpha.Multiply(c0)).Normalize(),
                h.Multiply(z0).Add(beta.Multiply(c0)).Normalize(),
                g.Multiply(z1).Add(alpha.Multiply(c1)).Normalize(),
                h.Multiply(z1).Add(betaLess.Multiply(c1)).Normalize(),
            ];
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(alpha.GetEncoded(false));
            hash.AppendData(beta.GetEncoded(false));
            foreach (var commitment in commitments)
                hash.AppendData(commitment.GetEncoded(false));
            // the next name is checked with other scalars
            scalars[0] = new BigInteger(1, hash.GetHashAndReset()).Mod(curve.N);
        }
        return Timing.MedianMilliseconds(rounds: 5, perRound: 30, CheckName);
    }
}
