using System.Text;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// A second, plain implementation of the ballot prover whose transcript can be spied on and whose statement can be cheated with:
/// labels can be left out of the hash (weak Fiat-Shamir), ciphertexts can hold other values than the committed bits.
/// </summary>
internal sealed class ForgingProver(BallotStatement statement)
{
    private readonly Group group = statement.Suite.Group;

    /// <summary>Labels that the forger does not absorb.</summary>
    public HashSet<string> Omit { get; } = [];

    /// <summary>Every label absorbed, in order; challenges with a star.</summary>
    public List<string> Absorbed { get; } = [];

    /// <summary>What the ciphertexts hold, if not the bits.</summary>
    public Scalar[]? Encrypted { get; init; }

    /// <summary>A point added to T2, to hide a wrong ciphertext from a verifier with known weights.</summary>
    public Point? T2Shift { get; init; }

    /// <summary>Proves the M bits (any scalars) and signs for casting.</summary>
    public SealedBallot Seal(CardKey card, Scalar[] bits, Point[] texts, IRandomSource random)
    {
        var layout = statement.Layout;
        var (n, m, slots) = (layout.EncryptedBits, layout.Bits, layout.Slots);
        var (g, h, u) = (group.Generator, statement.Key, statement.Suite.Generators.U);
        Scalar Draw() => group.RandomScalar(random);
        Scalar[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Draw())];
        Point Commit(Scalar rho, Func<int, Scalar> value) =>
            Enumerable.Range(0, m).Aggregate(u * rho, (sum, i) => sum + (statement.Suite.Generators[i + 1] * value(i)));

        var held = Encrypted ?? bits;
        var (r, textR) = (Many(n), Many(slots));
        var ciphertexts = new BallotCiphertexts(
            [.. r.Select(ri => g * ri)], [.. r.Select((ri, i) => (h * ri) + (g * held[i]))],
            [.. textR.Select(rj => g * rj)], [.. textR.Select((rj, j) => (h * rj) + texts[j])]);
        var (rhoA, rhoB, rhoC, rhoD, tau, tauText) = (Draw(), Draw(), Draw(), Draw(), Draw(), Draw());
        var a = Many(m);
        for (var contest = 0; contest < layout.Contests.Count; contest++)
        {
            var others = layout.BitsOf(contest).Skip(1).Aggregate(group.Zero, (sum, bit) => sum + (group.FromInt(layout.BitWeights[bit]) * a[bit]));
            a[layout.BitsOf(contest).First()] = -others;
        }

        var transcript = new Transcript(statement.Suite, "RV1-ballot", statement.ManifestHash.Span);
        void Absorb(string label, byte[] value)
        {
            if (Omit.Contains(label))
                return;
            Absorbed.Add(label);
            transcript.Append(label, value);
        }
        Scalar Challenge(string label)
        {
            Absorbed.Add("*" + label);
            return transcript.Challenge(label);
        }

        var b = Commit(rhoB, i => bits[i]);
        Absorb("opened", statement.OpenedHash.ToArray());
        Absorb("h", h.Encode());
        Absorb("class", Encoding.UTF8.GetBytes(statement.ClassId));
        Absorb("layout", layout.LayoutBytes.ToArray());
        Absorb("card", card.PublicKey.Encode());
        Absorb("supersedes", []);
        Absorb("alpha", Join(ciphertexts.Alpha));
        Absorb("beta", Join(ciphertexts.Beta));
        Absorb("textAlpha", Join(ciphertexts.TextAlpha));
        Absorb("textBeta", Join(ciphertexts.TextBeta));
        Absorb("B", b.Encode());
        var w = Weights.Expand(statement.Suite, Challenge("y"), n + slots);
        Scalar Dot(Scalar[] values, int offset) => values.Select((v, i) => v * w[offset + i]).Aggregate(group.Zero, (x, y) => x + y);

        var (commitA, commitC, commitD) = (
            Commit(rhoA, i => a[i]), Commit(rhoC, i => a[i] * (group.One - bits[i] - bits[i])), Commit(rhoD, i => -(a[i] * a[i])));
        var (t1, t2) = (g * tau, (h * tau) + (g * Dot(a[..n], 0)) + (T2Shift ?? group.Identity));
        var t3 = slots > 0 ? g * tauText : null;
        foreach (var (label, point) in new[] { ("A", commitA), ("C", commitC), ("D", commitD), ("T1", t1), ("T2", t2) })
            Absorb(label, point.Encode());
        Absorb("T3", t3?.Encode() ?? []);
        var x = Challenge("x");
        Scalar[] f = [.. a.Select((ai, i) => (bits[i] * x) + ai)];
        var (zA, zC, zT) = ((rhoB * x) + rhoA, (rhoC * x) + rhoD, tau + (x * Dot(r, 0)));
        Scalar? zW = slots > 0 ? tauText + (x * Dot(textR, n)) : null;
        Absorb("f", [.. f.SelectMany(s => s.ToBytes())]);
        Absorb("zA", zA.ToBytes());
        Absorb("zC", zC.ToBytes());
        Absorb("zT", zT.ToBytes());
        Absorb("zW", zW?.ToBytes() ?? []);
        Absorb("domain", [.. "cast"u8]);
        var k = Draw();
        Absorb("R", (g * k).Encode());
        var e = Challenge("e");
        return new SealedBallot(
            card.PublicKey, null, ciphertexts,
            new BallotProof(b, commitA, commitC, commitD, t1, t2, t3, f, zA, zC, zT, zW), g * k, k + (e * card.Secret));
    }

    private static byte[] Join(IEnumerable<Point> points) => [.. points.SelectMany(p => p.Encode())];
}
