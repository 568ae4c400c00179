namespace RecommendVote.Crypto;

/// <summary>Verifies ballots; never throws on bad data. Safe for several threads.</summary>
public static class BallotVerifier
{
    /// <summary>The tracker of a ballot: the transcript's digest after the responses, 32 bytes. Null when the shape does not fit the class.</summary>
    public static byte[]? ComputeTracker(BallotStatement statement, SealedBallot ballot)
    {
        Check(statement, ballot);
        return BallotShape.Fits(statement, ballot) ? BallotEquations.Replay(statement, ballot, BallotDomain.Cast, []).Tracker : null;
    }

    /// <summary>Verifies a cast ballot exactly, equation by equation, and names the first that fails.</summary>
    public static BallotVerdict Verify(BallotStatement statement, SealedBallot ballot)
    {
        Check(statement, ballot);
        return Verify(statement, ballot, BallotDomain.Cast, []);
    }

    /// <summary>
    /// Verifies an audited ballot: proof, signature over domain audit and the opening, and re-encryption of every bit and text.
    /// </summary>
    public static BallotVerdict VerifyAudit(BallotStatement statement, AuditedBallot audited)
    {
        ArgumentNullException.ThrowIfNull(audited);
        Check(statement, audited.Ballot);
        var scalars = audited.Opening.Randomness.Concat(audited.Opening.TextRandomness);
        if (!BallotShape.Fits(statement, audited.Ballot) || !scalars.All(r => r.BelongsTo(statement.Suite.Group)))
            return new BallotVerdict(BallotFault.Shape, null);
        // An opening without canonical bytes was never signed; no decoder lets one through.
        if (!audited.Opening.TryGetCanonicalBytes(out var bytes))
            return new BallotVerdict(BallotFault.Opening, null);
        var verdict = Verify(statement, audited.Ballot, BallotDomain.Audit, bytes);
        return verdict.IsValid && !Opens(statement, audited) ? verdict with { Fault = BallotFault.Opening } : verdict;
    }

    /// <summary>
    /// Verifies many cast ballots of one suite as one sum with fresh random weights per equation and ballot; a failing batch is halved until
    /// the bad ballots stand alone, and those are judged by <see cref="Verify(BallotStatement, SealedBallot)"/>.
    /// </summary>
    /// <param name="items">Ballots with their statements.</param>
    /// <param name="random">An unpredictable source: whoever knows the weights can forge.</param>
    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    /// <param name="cancellation">Stops between chunks with <see cref="OperationCanceledException"/>.</param>
    /// <returns>One verdict per item, in order.</returns>
    public static IReadOnlyList<BallotVerdict> VerifyBatch(
        IReadOnlyList<(BallotStatement Statement, SealedBallot Ballot)> items, IRandomSource random,
        int maxParallelism = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(random);
        foreach (var (statement, ballot) in items)
            Check(statement, ballot);
        return new BallotBatch(items, random).Run(maxParallelism, cancellation);
    }

    private static BallotVerdict Verify(BallotStatement statement, SealedBallot ballot, BallotDomain domain, ReadOnlySpan<byte> opening)
    {
        if (!BallotShape.Fits(statement, ballot))
            return new BallotVerdict(BallotFault.Shape, null);
        return Judge(BallotEquations.Replay(statement, ballot, domain, opening));
    }

    internal static BallotVerdict Judge(BallotEquations equations)
    {
        if (!equations.ContestSumsHold())
            return new BallotVerdict(BallotFault.ContestSum, equations.Tracker);
        var suite = equations.Statement.Suite;
        Span<U256> rho = stackalloc U256[BallotEquations.Count];
        for (var equation = 0; equation < BallotEquations.Count; equation++)
        {
            rho.Clear();
            rho[equation] = suite.Group.One.Plain;
            var sum = new BallotSum(suite, equation < 2 ? equations.Statement.Layout.Bits : 0, equations.Statement.Layout.EncryptedBits);
            equations.AddTo(sum, rho);
            if (!sum.IsIdentity(maxParallelism: 1))
                return new BallotVerdict(BallotFault.E1 + equation, equations.Tracker);
        }
        return new BallotVerdict(BallotFault.None, equations.Tracker);
    }

    private static bool Opens(BallotStatement statement, AuditedBallot audited)
    {
        var group = statement.Suite.Group;
        var (opening, c) = (audited.Opening, audited.Ballot.Ciphertexts);
        if (opening.Bits.Count != statement.Layout.EncryptedBits
            || opening.Randomness.Count != statement.Layout.EncryptedBits
            || opening.Texts.Count != statement.Layout.Slots
            || opening.TextRandomness.Count != statement.Layout.Slots)
            return false;
        for (var i = 0; i < opening.Bits.Count; i++)
        {
            var bit = opening.Bits[i] ? group.Generator : group.Identity;
            if (!Encrypts(statement, c.Alpha[i], c.Beta[i], opening.Randomness[i], bit))
                return false;
        }
        for (var j = 0; j < opening.Texts.Count; j++)
        {
            if (!WriteInText.TryEncode(statement.Suite, opening.Texts[j], out var text)
                || !Encrypts(statement, c.TextAlpha[j], c.TextBeta[j], opening.TextRandomness[j], text))
                return false;
        }
        return ObeysRules(statement.Layout, opening);
    }

    /// <summary>The opened marks obey each contest's rule, and a slot is used exactly when it has a text.</summary>
    private static bool ObeysRules(BallotLayout layout, BallotOpening opening)
    {
        for (var contest = 0; contest < layout.Contests.Count; contest++)
        {
            var shape = layout.Contests[contest];
            var sum = layout.BitsOf(contest).Where(bit => bit < layout.EncryptedBits && opening.Bits[bit]).Sum(bit => layout.BitWeights[bit]);
            if (sum < shape.Min || sum > shape.Max)
                return false;
            for (var slot = 0; slot < shape.Slots; slot++)
            {
                if (opening.Bits[layout.UsedBit(contest, slot)] != (opening.Texts[layout.TextIndex(contest, slot)].Length > 0))
                    return false;
            }
        }
        return true;
    }

    private static bool Encrypts(BallotStatement statement, Point alpha, Point beta, Scalar r, Point message)
    {
        var group = statement.Suite.Group;
        return group.MultiplyPublic(group.Generator, r) == alpha && group.MultiplyPublic(statement.Key, r) + message == beta;
    }

    private static void Check(BallotStatement statement, SealedBallot ballot)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(ballot);
    }
}
