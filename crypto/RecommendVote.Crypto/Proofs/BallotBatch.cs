namespace RecommendVote.Crypto;

/// <summary>One run of batch verification (docs/spec/ballot.md, end of "Proof").</summary>
internal sealed class BallotBatch(IReadOnlyList<(BallotStatement Statement, SealedBallot Ballot)> items, IRandomSource random)
{
    private readonly BallotVerdict?[] verdicts = new BallotVerdict?[items.Count];
    private readonly BallotEquations?[] equations = new BallotEquations?[items.Count];

    public IReadOnlyList<BallotVerdict> Run(int maxParallelism, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        // drawn here, after all bytes are fixed: sources need not be safe for several threads
        var rho = new U256[items.Count * BallotEquations.Count];
        for (var i = 0; i < rho.Length; i++)
            rho[i] = NonZero128(items[i / BallotEquations.Count].Statement.Suite.Group);
        var threads = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, items.Count, options, Replay);
        var pending = Enumerable.Range(0, items.Count).Where(i => equations[i] is not null);
        foreach (var suite in pending.GroupBy(i => items[i].Statement.Suite))
            Bisect(suite.Key, [.. suite], rho, options);
        return verdicts!;
    }

    private void Replay(int i)
    {
        var (statement, ballot) = items[i];
        if (!BallotShape.Fits(statement, ballot))
        {
            verdicts[i] = new BallotVerdict(BallotFault.Shape, null);
            return;
        }
        var replayed = BallotEquations.Replay(statement, ballot, BallotDomain.Cast, []);
        if (replayed.ContestSumsHold())
            equations[i] = replayed;
        else
            verdicts[i] = new BallotVerdict(BallotFault.ContestSum, replayed.Tracker);
    }

    private void Bisect(Suite suite, ReadOnlySpan<int> pending, U256[] rho, ParallelOptions options)
    {
        if (pending.IsEmpty)
            return;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (Holds(suite, pending.ToArray(), rho, options))
        {
            foreach (var index in pending)
                verdicts[index] = new BallotVerdict(BallotFault.None, equations[index]!.Tracker);
            return;
        }
        if (pending.Length == 1)
        {
            verdicts[pending[0]] = BallotVerifier.Judge(equations[pending[0]]!);
            return;
        }
        var half = pending.Length / 2;
        Bisect(suite, pending[..half], rho, options);
        Bisect(suite, pending[half..], rho, options);
    }

    private bool Holds(Suite suite, int[] pending, U256[] rho, ParallelOptions options)
    {
        var threads = Math.Min(options.MaxDegreeOfParallelism, pending.Length);
        var parts = new BallotSum[threads];
        var bits = pending.Max(index => items[index].Statement.Layout.Bits);
        void Collect(int part)
        {
            var (from, to) = (pending.Length * part / threads, pending.Length * (part + 1) / threads);
            parts[part] = Collected(suite, pending.AsSpan(from, to - from), bits, rho);
        }
        if (threads == 1)
            Collect(0);
        else
            Parallel.For(0, threads, options, Collect);
        var sum = parts[0];
        for (var part = 1; part < threads; part++)
            sum.Add(parts[part]);
        return sum.IsIdentity(options.MaxDegreeOfParallelism);
    }

    private BallotSum Collected(Suite suite, ReadOnlySpan<int> pending, int bits, U256[] rho)
    {
        var points = 0;
        foreach (var index in pending)
        {
            var layout = items[index].Statement.Layout;
            points += (2 * layout.EncryptedBits) + layout.Slots + 9;
        }
        var sum = new BallotSum(suite, bits, points);
        foreach (var index in pending)
            equations[index]!.AddTo(sum, rho.AsSpan(index * BallotEquations.Count, BallotEquations.Count));
        return sum;
    }

    private U256 NonZero128(Group group)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var attempt = 0; attempt < 8; attempt++)
        {
            random.Fill(bytes);
            if (bytes.ContainsAnyExcept((byte)0))
                return group.From128(bytes).Plain;
        }
        throw new InvalidOperationException("the random source yields zeros");
    }
}
