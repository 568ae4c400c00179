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
    private readonly U256[] weights;
    private readonly Scalar x;
    private readonly Scalar e;

    private BallotEquations(BallotStatement statement, SealedBallot ballot, U256[] weights, Scalar x, Scalar e, byte[] tracker)
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
        var weights = Weights.ExpandPlain(statement.Suite, transcript.Y, statement.Layout.EncryptedBits + statement.Layout.Slots);
        var x = transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        var tracker = transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW);
        transcript.Choose(domain, opening);
        return new BallotEquations(statement, ballot, weights, x, transcript.Sign(ballot.R), tracker);
    }

    /// <summary>Per contest the weighted sum of f equals max * x; exact, never part of a batch.</summary>
    public bool ContestSumsHold()
    {
        var layout = statement.Layout;
        var q = statement.Suite.Group.Order;
        var perContest = new U256[layout.Contests.Count];
        for (var bit = 0; bit < layout.Bits; bit++)
        {
            var f = ballot.Proof.F[bit].Plain;
            ref var sum = ref perContest[layout.ContestOfBit(bit)];
            sum = q.Add(sum, layout.BitWeights[bit] == 1 ? f : Small(layout.BitWeights[bit], f));
        }
        for (var contest = 0; contest < perContest.Length; contest++)
        {
            if (!perContest[contest].Equals(Small(layout.Contests[contest].Max, x.Plain)))
                return false;
        }
        return true;
    }

    private U256 Small(int factor, in U256 value) =>
        statement.Suite.Group.Order.Multiply(statement.Suite.Group.Order.FromInteger((ulong)factor), value);

    /// <summary>Adds rho times each equation to the sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="rho">Six plain scalars, for E1 to E6; an equation with zero is left out.</param>
    public void AddTo(BallotSum sum, ReadOnlySpan<U256> rho)
    {
        var q = statement.Suite.Group.Order;
        Span<U256> factor = stackalloc U256[Count]; // in Montgomery form
        for (var i = 0; i < Count; i++)
            factor[i] = q.ToMontgomery(rho[i]);
        AddBits(sum, rho[0], factor[0], factor[1]);
        AddCiphertexts(sum, rho, factor);
        AddSignature(sum, rho[5], factor[5]);
    }

    /// <summary>E1 and E2: x B + A - zA u - sum f_i g_i and x C + D - zC u - sum f_i (x - f_i) g_i.</summary>
    private void AddBits(BallotSum sum, in U256 rho, in U256 first, in U256 second)
    {
        var q = statement.Suite.Group.Order;
        var p = ballot.Proof;
        var plainX = x.Plain;
        if (!first.IsZero)
        {
            sum.Add(p.B, q.Multiply(first, plainX));
            sum.Add(p.A, rho);
            sum.AddU(q.Negate(q.Multiply(first, p.ZA.Plain)));
        }
        if (!second.IsZero)
        {
            sum.Add(p.C, q.Multiply(second, plainX));
            sum.Add(p.D, q.FromMontgomery(second));
            sum.AddU(q.Negate(q.Multiply(second, p.ZC.Plain)));
        }
        if (first.IsZero && second.IsZero)
            return;
        // -(rho1 f + rho2 f (x - f)) = f (rho2 (f - x) - rho1); one more factor R makes the product of two plain factors come out in Montgomery form
        var twice = q.ToMontgomery(second);
        for (var i = 0; i < p.F.Count; i++)
        {
            var f = p.F[i].Plain;
            var multiple = q.Subtract(q.Multiply(twice, q.Subtract(f, plainX)), first);
            sum.AddBit(i, q.Multiply(multiple, f));
        }
    }

    /// <summary>
    /// E3 to E5: T1 + x sum w_i alpha_i - zT g, T2 + x sum w_i beta_i - zT h - (sum w_i f_i) g and T3 + x sum w'_j alpha'_j - zW g.
    /// </summary>
    private void AddCiphertexts(BallotSum sum, ReadOnlySpan<U256> rho, ReadOnlySpan<U256> factor)
    {
        var q = statement.Suite.Group.Order;
        var (p, c) = (ballot.Proof, ballot.Ciphertexts);
        var n = statement.Layout.EncryptedBits;
        var xForm = q.ToMontgomery(x.Plain);
        if (!rho[2].IsZero)
        {
            sum.Add(p.T1, rho[2]);
            sum.AddG(q.Negate(q.Multiply(factor[2], p.ZT.Plain)));
            AddWeighted(sum, c.Alpha, 0, q.Multiply(factor[2], xForm));
        }
        if (!rho[3].IsZero)
        {
            sum.Add(p.T2, rho[3]);
            sum.AddKey(statement.Key, q.Negate(q.Multiply(factor[3], p.ZT.Plain)));
            AddWeighted(sum, c.Beta, 0, q.Multiply(factor[3], xForm));
            var inner = U256.Zero;
            for (var i = 0; i < n; i++)
                inner = q.Add(inner, q.Multiply(weights[i], p.F[i].Plain));
            // two plain factors: the sum lacks a factor R
            sum.AddG(q.Negate(q.Multiply(q.ToMontgomery(factor[3]), inner)));
        }
        if (!rho[4].IsZero && p.T3 is not null && p.ZW is { } zW)
        {
            sum.Add(p.T3, rho[4]);
            sum.AddG(q.Negate(q.Multiply(factor[4], zW.Plain)));
            AddWeighted(sum, c.TextAlpha, n, q.Multiply(factor[4], xForm));
        }
    }

    private void AddWeighted(BallotSum sum, IReadOnlyList<Point> points, int firstWeight, in U256 factor)
    {
        var q = statement.Suite.Group.Order;
        for (var i = 0; i < points.Count; i++)
            sum.Add(points[i], q.Multiply(factor, weights[firstWeight + i]));
    }

    /// <summary>E6: R + e pk - s g.</summary>
    private void AddSignature(BallotSum sum, in U256 rho, in U256 factor)
    {
        if (rho.IsZero)
            return;
        var q = statement.Suite.Group.Order;
        sum.Add(ballot.R, rho);
        sum.Add(ballot.Card, q.Multiply(factor, e.Plain));
        sum.AddG(q.Negate(q.Multiply(factor, ballot.S.Plain)));
    }
}
