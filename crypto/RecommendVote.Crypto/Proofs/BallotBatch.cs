namespace RecommendVote.Crypto;

/// <summary>One run of batch verification (docs/spec/ballot.md, end of "Proof").</summary>
internal sealed class BallotBatch(IReadOnlyList<(BallotStatement Statement, SealedBallot Ballot)> items, IRandomSource random)
{
    /// <summary>Ballots per sum at most: enough for the buckets to pay, few enough to keep memory in bounds.</summary>
    private const int MaxChunk = 512;

    private readonly BallotVerdict?[] verdicts = new BallotVerdict?[items.Count];

    public IReadOnlyList<BallotVerdict> Run(int maxParallelism, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        // drawn here, after all bytes are fixed: sources need not be safe for several threads
        var rho = new Scalar[items.Count * BallotEquations.Count];
        for (var i = 0; i < rho.Length; i++)
            rho[i] = NonZero128(items[i / BallotEquations.Count].Statement.Suite.Group);
        var threads = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount;
        var chunk = Math.Clamp((items.Count + threads - 1) / threads, 1, MaxChunk);
        var chunks = (items.Count + chunk - 1) / chunk;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, chunks, options, index =>
        {
            var start = index * chunk;
            VerifyChunk(start, Math.Min(chunk, items.Count - start), rho);
        });
        return verdicts!;
    }

    private void VerifyChunk(int start, int count, Scalar[] rho)
    {
        var pending = new List<(int Index, BallotEquations Equations)>(count);
        for (var i = start; i < start + count; i++)
        {
            var (statement, ballot) = items[i];
            if (!BallotShape.Fits(statement, ballot))
            {
                verdicts[i] = new BallotVerdict(BallotFault.Shape, null);
                continue;
            }
            var equations = BallotEquations.Replay(statement, ballot, BallotDomain.Cast, []);
            if (equations.ContestSumsHold())
                pending.Add((i, equations));
            else
                verdicts[i] = new BallotVerdict(BallotFault.ContestSum, equations.Tracker);
        }
        foreach (var suite in pending.GroupBy(p => p.Equations.Statement.Suite))
            Bisect([.. suite], rho);
    }

    private void Bisect(List<(int Index, BallotEquations Equations)> pending, Scalar[] rho)
    {
        if (pending.Count == 0)
            return;
        if (Holds(pending, rho))
        {
            foreach (var (index, equations) in pending)
                verdicts[index] = new BallotVerdict(BallotFault.None, equations.Tracker);
            return;
        }
        if (pending.Count == 1)
        {
            verdicts[pending[0].Index] = BallotVerifier.Judge(pending[0].Equations);
            return;
        }
        var half = pending.Count / 2;
        Bisect(pending[..half], rho);
        Bisect(pending[half..], rho);
    }

    private static bool Holds(List<(int Index, BallotEquations Equations)> pending, Scalar[] rho)
    {
        var bits = pending.Max(p => p.Equations.Statement.Layout.Bits);
        var points = pending.Sum(p => (2 * p.Equations.Statement.Layout.EncryptedBits) + p.Equations.Statement.Layout.Slots + 9);
        var sum = new BallotSum(pending[0].Equations.Statement.Suite, bits, points);
        foreach (var (index, equations) in pending)
        {
            for (var equation = 0; equation < BallotEquations.Count; equation++)
                equations.AddTo(sum, equation, rho[(index * BallotEquations.Count) + equation]);
        }
        return sum.IsIdentity();
    }

    private Scalar NonZero128(Group group)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var attempt = 0; attempt < 8; attempt++)
        {
            random.Fill(bytes);
            if (bytes.ContainsAnyExcept((byte)0))
                return group.From128(bytes);
        }
        throw new InvalidOperationException("the random source yields zeros");
    }
}
