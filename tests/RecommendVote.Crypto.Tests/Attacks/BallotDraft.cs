using System.Text;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// A ballot in the making, and a second verifier for it, both written from docs/spec/ballot.md. The values may be set in any order, which is what
/// a forger does: what a weakened transcript leaves out can be chosen after the challenge.
/// </summary>
/// <param name="statement">What the ballot is about; a forger replaces it when it is not absorbed.</param>
/// <param name="omit">Labels that this transcript leaves out; none in the real protocol.</param>
internal sealed class BallotDraft(BallotStatement statement, params string[] omit)
{
    public BallotStatement Statement { get; set; } = statement;

    /// <summary>g_1 .. g_M; another list stands for a verifier that takes them from the prover (A04).</summary>
    public Point[] Bases { get; set; } = [.. statement.Suite.Generators.Range(1, statement.Layout.Bits)];

    public Point Card { get; set; } = null!;

    public byte[] Supersedes { get; set; } = [];

    public string Domain { get; set; } = "cast";

    /// <summary>Canonical bytes of an audit's opening; null for a cast ballot.</summary>
    public byte[]? Opening { get; set; }

    public Point[] Alpha { get; set; } = [];

    public Point[] Beta { get; set; } = [];

    public Point[] TextAlpha { get; set; } = [];

    public Point[] TextBeta { get; set; } = [];

    public Point B { get; set; } = null!;

    public Point A { get; set; } = null!;

    public Point C { get; set; } = null!;

    public Point D { get; set; } = null!;

    public Point T1 { get; set; } = null!;

    public Point T2 { get; set; } = null!;

    public Point? T3 { get; set; }

    public Scalar[] F { get; set; } = [];

    public Scalar ZA { get; set; }

    public Scalar ZC { get; set; }

    public Scalar ZT { get; set; }

    public Scalar? ZW { get; set; }

    public Point R { get; set; } = null!;

    public Scalar S { get; set; }

    /// <summary>Every label absorbed by the last <see cref="E"/>, in order.</summary>
    public List<string> Absorbed { get; private set; } = [];

    private Group Group => Statement.Suite.Group;

    private BallotLayout Layout => Statement.Layout;

    public static BallotDraft Of(BallotStatement statement, SealedBallot ballot, params string[] omit)
    {
        var (c, p) = (ballot.Ciphertexts, ballot.Proof);
        return new BallotDraft(statement, omit)
        {
            Card = ballot.Card,
            Supersedes = ballot.Supersedes?.ToArray() ?? [],
            Alpha = [.. c.Alpha],
            Beta = [.. c.Beta],
            TextAlpha = [.. c.TextAlpha],
            TextBeta = [.. c.TextBeta],
            B = p.B,
            A = p.A,
            C = p.C,
            D = p.D,
            T1 = p.T1,
            T2 = p.T2,
            T3 = p.T3,
            F = [.. p.F],
            ZA = p.ZA,
            ZC = p.ZC,
            ZT = p.ZT,
            ZW = p.ZW,
            R = ballot.R,
            S = ballot.S,
        };
    }

    public SealedBallot ToBallot() => new(
        Card, Supersedes.Length == 0 ? (ReadOnlyMemory<byte>?)null : Supersedes, new BallotCiphertexts(Alpha, Beta, TextAlpha, TextBeta),
        new BallotProof(B, A, C, D, T1, T2, T3, F, ZA, ZC, ZT, ZW), R, S);

    /// <summary>w_1 .. w_N, then w'_1 .. w'_J.</summary>
    public Scalar[] Weights() => Crypto.Weights.Expand(Statement.Suite, UpToY().Y, Layout.EncryptedBits + Layout.Slots);

    public Scalar X() => UpToX().X;

    public Scalar E()
    {
        var (transcript, _) = UpToX();
        transcript.Add("f", () => F);
        transcript.Add("zA", () => ZA);
        transcript.Add("zC", () => ZC);
        transcript.Add("zT", () => ZT);
        transcript.Add("zW", () => ZW?.ToBytes() ?? []);
        transcript.Add("domain", () => Encoding.UTF8.GetBytes(Domain));
        if (Opening is { } opening)
            transcript.Add("opening", () => opening);
        transcript.Add("R", () => R);
        var e = transcript.Challenge("e");
        Absorbed = transcript.Absorbed;
        return e;
    }

    /// <summary>"ok", "contest-sum" or the first equation that fails; every sum term by term.</summary>
    public string Verdict()
    {
        var (u, g, h) = (Statement.Suite.Generators.U, Group.Generator, Statement.Key);
        var (w, x, n) = (Weights(), X(), Layout.EncryptedBits);
        for (var contest = 0; contest < Layout.Contests.Count; contest++)
        {
            var sum = Layout.BitsOf(contest).Aggregate(Group.Zero, (s, bit) => s + (Group.FromInt(Layout.BitWeights[bit]) * F[bit]));
            if (sum != Group.FromInt(Layout.Contests[contest].Max) * x)
                return "contest-sum";
        }
        var weighted = Enumerable.Range(0, n).Aggregate(Group.Zero, (s, i) => s + (w[i] * F[i]));
        return Times(B, x) + A != Times(u, ZA) + Dot(Bases, F) ? "E1"
            : Times(C, x) + D != Times(u, ZC) + Dot(Bases, [.. F.Select(f => f * (x - f))]) ? "E2"
            : Times(g, ZT) != T1 + Times(Dot(Alpha, w), x) ? "E3"
            : Times(h, ZT) + Times(g, weighted) != T2 + Times(Dot(Beta, w), x) ? "E4"
            : T3 is not null && Times(g, ZW!.Value) != T3 + Times(Dot(TextAlpha, w[n..]), x) ? "E5"
            : Times(g, S) != R + Times(Card, E()) ? "E6"
            : "ok";
    }

    internal static Point Times(Point point, Scalar k) => point.Group.MultiplyPublic(point, k);

    internal static Point Dot(IReadOnlyList<Point> points, Scalar[] scalars) =>
        points[0].Group.MultiScalarMultiply(points, scalars[..points.Count]);

    private (AbsorbingTranscript Transcript, Scalar Y) UpToY()
    {
        var transcript = new AbsorbingTranscript(Statement.Suite, "RV1-ballot", Statement.ManifestHash.Span, omit);
        transcript.Add("opened", () => Statement.OpenedHash.ToArray());
        transcript.Add("h", () => Statement.Key);
        transcript.Add("class", () => Encoding.UTF8.GetBytes(Statement.ClassId));
        transcript.Add("layout", () => Layout.LayoutBytes.ToArray());
        transcript.Add("card", () => Card);
        transcript.Add("supersedes", () => Supersedes);
        transcript.Add("alpha", () => Alpha);
        transcript.Add("beta", () => Beta);
        transcript.Add("textAlpha", () => TextAlpha);
        transcript.Add("textBeta", () => TextBeta);
        transcript.Add("B", () => B);
        return (transcript, transcript.Challenge("y"));
    }

    private (AbsorbingTranscript Transcript, Scalar X) UpToX()
    {
        var (transcript, _) = UpToY();
        transcript.Add("A", () => A);
        transcript.Add("C", () => C);
        transcript.Add("D", () => D);
        transcript.Add("T1", () => T1);
        transcript.Add("T2", () => T2);
        transcript.Add("T3", () => T3?.Encode() ?? []);
        return (transcript, transcript.Challenge("x"));
    }
}
