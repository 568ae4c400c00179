namespace RecommendVote.Crypto.Tests;

/// <summary>
/// A mixer that chose the generators: u = k_0 g, g_i = k_i g. It owns tuples 0 and 1 (as their voters it knows texts and randomness) and puts
/// other texts in their place. F1, F2, F3 and F5 are then equations between logarithms that it can solve for any v', and the two v' of its own
/// tuples are chosen so that F4 holds.
/// </summary>
internal sealed class TrapdoorMixer
{
    private readonly MixCase c;
    private readonly Scalar[] k;
    private readonly ShuffleStatement statement;

    public TrapdoorMixer(MixCase mixCase)
    {
        c = mixCase;
        statement = c.Statement;
        k = [.. Enumerable.Range(0, statement.Tuples + 1).Select(_ => c.Random())];
    }

    private Group Group => c.Suite.Group;

    public (Point[] Outputs, ShuffleProof Proof) ReplaceOneByAnother()
    {
        var (n, w, g, h) = (statement.Tuples, statement.Width, Group.Generator, c.Key);
        // messages of its tuples going in (as logarithms), and those that come out
        Scalar In(int tuple, int l) => Group.FromInt((tuple * w) + l + 1);
        Scalar[][] messages = [[Group.One, Group.FromInt(1001)], [Group.One, Group.FromInt(2003)]];
        messages[1][0] += Group.One;
        Scalar[] r = [.. Enumerable.Range(0, n * w).Select(_ => c.Random())];
        var outputs = new Point[statement.Inputs.Count];
        for (var i = 0; i < n; i++)
        {
            for (var l = 0; l < w; l++)
            {
                var (at, own) = (statement.At(i, l), i < 2);
                var mask = r[(i * w) + l];
                outputs[at] = own ? g * mask : statement.Inputs[at] + (g * mask);
                outputs[at + 1] = own ? (h * mask) + (g * messages[i][l]) : statement.Inputs[at + 1] + (h * mask);
            }
        }
        Scalar[] rho = [.. Enumerable.Range(0, n).Select(_ => c.Random())];
        Point[] commitments = [.. rho.Select((value, j) => g * (value + k[j + 1]))];
        var transcript = new ShuffleTranscript(statement, outputs, commitments);
        var v = transcript.V;

        // v'_0, v'_1 with v'_0 m'_0l + v'_1 m'_1l = v_0 m_0l + v_1 m_1l for l = 0, 1
        Scalar[] target = [.. Enumerable.Range(0, w).Select(l => (v[0] * In(0, l)) + (v[1] * In(1, l)))];
        var determinant = ((messages[0][0] * messages[1][1]) - (messages[0][1] * messages[1][0])).Invert();
        Scalar[] permuted = [.. v];
        permuted[0] = ((target[0] * messages[1][1]) - (target[1] * messages[1][0])) * determinant;
        permuted[1] = ((messages[0][0] * target[1]) - (messages[0][1] * target[0])) * determinant;

        Scalar[] chain = [k[0], .. Enumerable.Range(0, n).Select(_ => c.Random())];
        Scalar[] theta = [.. Enumerable.Range(0, n).Select(_ => c.Random())];
        Scalar[] omega = [.. Enumerable.Range(0, n).Select(_ => c.Random())];
        Scalar[] omega4 = [.. Enumerable.Range(0, w).Select(_ => c.Random())];
        Scalar[] t = [.. Enumerable.Range(0, 3).Select(_ => c.Random())];
        Point[] cHat = [.. chain.Skip(1).Select(value => g * value)];
        Point[] tHat = [.. theta.Select(value => g * value)];
        Point[] t4 = [.. Enumerable.Range(0, 2 * w).Select(part => Enumerable.Range(0, n).Aggregate(
            (part % 2 == 0 ? g : h) * -omega4[part / 2], (sum, i) => sum + (outputs[statement.At(i, 0) + part] * omega[i])))];
        var x = transcript.Commit(cHat, g * t[0], g * t[1], g * t[2], t4, tHat);

        Scalar Sum(IEnumerable<Scalar> values) => values.Aggregate(Group.Zero, (a, b) => a + b);
        Scalar[] sPrime = [.. omega.Select((value, i) => value + (x * permuted[i]))];
        var s4 = new Scalar[w];
        for (var l = 0; l < w; l++)
        {
            var delta = Sum(Enumerable.Range(0, n).Select(i => permuted[i] * r[(i * w) + l]))
                - (v[0] * c.Randomness[l]) - (v[1] * c.Randomness[w + l]);
            s4[l] = omega4[l] + (x * delta);
        }
        var product = v.Aggregate((a, b) => a * b);
        return (outputs, new ShuffleProof(
            commitments, cHat, g * t[0], g * t[1], g * t[2], t4, tHat,
            t[0] + (x * Sum(rho)),
            t[1] + (x * (chain[n] - (product * k[0]))),
            t[2] + (x * Sum(v.Select((weight, j) => weight * (rho[j] + k[j + 1])))) - Sum(sPrime.Select((value, i) => value * k[i + 1])),
            s4,
            [.. theta.Select((value, i) => value + (x * chain[i + 1]) - (sPrime[i] * chain[i]))],
            sPrime));
    }

    /// <summary>F1 to F5, written out plainly, over generators that the mixer names.</summary>
    public bool HoldsForItsOwnGenerators(Point[] outputs, ShuffleProof p)
    {
        var (n, g, h, u) = (statement.Tuples, Group.Generator, c.Key, Group.Generator * k[0]);
        Point[] own = [.. k.Skip(1).Select(value => g * value)];
        var transcript = new ShuffleTranscript(statement, outputs, p.C);
        var v = transcript.V;
        var x = transcript.Commit(p.CHat, p.T1, p.T2, p.T3, p.T4, p.THat);
        Point Dot(IReadOnlyList<Scalar> scalars, Func<int, Point> points) =>
            Enumerable.Range(0, n).Aggregate(Group.Identity, (sum, i) => sum + (points(i) * scalars[i]));
        Scalar[] ones = [.. v.Select(_ => Group.One)];
        var f1 = g * p.S1 == p.T1 + ((Dot(ones, i => p.C[i]) - Dot(ones, i => own[i])) * x);
        var f2 = g * p.S2 == p.T2 + ((p.CHat[n - 1] - (u * v.Aggregate((a, b) => a * b))) * x);
        var f3 = (g * p.S3) + Dot(p.SPrime, i => own[i]) == p.T3 + (Dot(v, i => p.C[i]) * x);
        var f4 = Enumerable.Range(0, 2 * statement.Width).All(part =>
            ((part % 2 == 0 ? g : h) * -p.S4[part / 2]) + Dot(p.SPrime, i => outputs[statement.At(i, 0) + part])
            == p.T4[part] + (Dot(v, i => statement.Inputs[statement.At(i, 0) + part]) * x));
        var f5 = Enumerable.Range(0, n).All(i =>
            (g * p.SHat[i]) + ((i == 0 ? u : p.CHat[i - 1]) * p.SPrime[i]) == p.THat[i] + (p.CHat[i] * x));
        return f1 && f2 && f3 && f4 && f5;
    }
}
