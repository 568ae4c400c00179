namespace RecommendVote.Crypto;

/// <summary>
/// The six equations of one ballot, each written as a sum of multiples that must be the identity. Terms in u, g, h and the g_i are kept as
/// scalars, because they are common to all ballots of a batch; all other terms are the ballot's own points.
/// </summary>
internal sealed class BallotEquations
{
    /// <summary>Equations, E1..E6.</summary>
    public const int Count = 6;

    private readonly BallotStatement statement;
    private readonly SealedBallot ballot;
    private readonly Scalar[] weights;
    private readonly Scalar x;
    private readonly Scalar e;

    private BallotEquations(BallotStatement statement, SealedBallot ballot, Scalar[] weights, Scalar x, Scalar e, byte[] tracker)
    {
        this.statement = statement;
        this.ballot = ballot;
        this.weights = weights;
        this.x = x;
        this.e = e;
        Tracker = tracker;
    }

    public byte[] Tracker { get; }

    public BallotStatement Statement => statement;

    /// <summary>Replays the transcript; the shape must have been checked.</summary>
    public static BallotEquations Replay(BallotStatement statement, SealedBallot ballot, BallotDomain domain, ReadOnlySpan<byte> opening)
    {
        var p = ballot.Proof;
        var transcript = new BallotTranscript(statement, ballot.Card, ballot.Supersedes, ballot.Ciphertexts, p.B);
        var weights = Weights.Expand(statement.Suite, transcript.Y, statement.Layout.EncryptedBits + statement.Layout.Slots);
        var x = transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        var tracker = transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW);
        transcript.Choose(domain, opening);
        return new BallotEquations(statement, ballot, weights, x, transcript.Sign(ballot.R), tracker);
    }

    /// <summary>Per contest the weighted sum of f equals max * x; exact, never part of a batch.</summary>
    public bool ContestSumsHold()
    {
        var layout = statement.Layout;
        var group = statement.Suite.Group;
        for (var contest = 0; contest < layout.Contests.Count; contest++)
        {
            var sum = group.Zero;
            foreach (var bit in layout.BitsOf(contest))
            {
                var f = ballot.Proof.F[bit];
                sum += layout.BitWeights[bit] == 1 ? f : group.FromInt(layout.BitWeights[bit]) * f;
            }
            if (sum != group.FromInt(layout.Contests[contest].Max) * x)
                return false;
        }
        return true;
    }

    /// <summary>Adds rho times equation number <paramref name="equation"/> (0 for E1) to the sum.</summary>
    public void AddTo(BallotSum sum, int equation, Scalar rho)
    {
        var (p, c) = (ballot.Proof, ballot.Ciphertexts);
        var n = statement.Layout.EncryptedBits;
        var rhoX = rho * x;
        switch (equation)
        {
            case 0:
                sum.Add(p.B, rhoX);
                sum.Add(p.A, rho);
                sum.U -= rho * p.ZA;
                for (var i = 0; i < p.F.Count; i++)
                    sum.Bits[i] -= rho * p.F[i];
                break;
            case 1:
                sum.Add(p.C, rhoX);
                sum.Add(p.D, rho);
                sum.U -= rho * p.ZC;
                for (var i = 0; i < p.F.Count; i++)
                    sum.Bits[i] -= rho * (p.F[i] * (x - p.F[i]));
                break;
            case 2:
                sum.Add(p.T1, rho);
                sum.G -= rho * p.ZT;
                for (var i = 0; i < n; i++)
                    sum.Add(c.Alpha[i], rhoX * weights[i]);
                break;
            case 3:
                sum.Add(p.T2, rho);
                sum.AddKey(statement.Key, -(rho * p.ZT));
                var inner = statement.Suite.Group.Zero;
                for (var i = 0; i < n; i++)
                {
                    inner += weights[i] * p.F[i];
                    sum.Add(c.Beta[i], rhoX * weights[i]);
                }
                sum.G -= rho * inner;
                break;
            case 4:
                if (p.T3 is null || p.ZW is not { } zW)
                    break;
                sum.Add(p.T3, rho);
                sum.G -= rho * zW;
                for (var j = 0; j < c.TextAlpha.Count; j++)
                    sum.Add(c.TextAlpha[j], rhoX * weights[n + j]);
                break;
            default:
                sum.Add(ballot.R, rho);
                sum.Add(ballot.Card, rho * e);
                sum.G -= rho * ballot.S;
                break;
        }
    }
}
