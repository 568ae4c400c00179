using System.Collections.Concurrent;

namespace RecommendVote.Crypto;

/// <summary>
/// Re-encrypts and permutes tuples and proves it (Terelius and Wikström, AFRICACRYPT 2010; docs/spec/shuffle.md, "Making"). Whatever is secret is
/// multiplied by the library's comb, or in sums of its points (<see cref="BlindedSum"/>).
/// </summary>
public static class ShuffleProver
{
    /// <summary>So many share their doublings, which then are a twentieth of the additions; and there are enough ranges for all threads.</summary>
    private const int TuplesOfSum = 64;

    /// <param name="statement">What is mixed, and where it stands.</param>
    /// <param name="random">Permutation and all scalars; an unpredictable source. It is read before any thread starts.</param>
    /// <param name="progress">Told of every tuple, in sums of 64 at a time, from several threads.</param>
    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    /// <returns>4JN output points and the proof.</returns>
    public static (IReadOnlyList<Point> Outputs, ShuffleProof Proof) Shuffle(
        ShuffleStatement statement, IRandomSource random, IProgress<ShuffleProgress>? progress = null, int maxParallelism = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(random);
        var work = new ShuffleWork(statement.Tuples * (6 + (4 * statement.Width)), progress, maxParallelism, cancellation);
        using var witness = ShuffleWitness.Create(statement, random);
        using var nonces = new ShuffleNonces(statement, random);
        var outputs = Mix(statement, witness, work);
        return (outputs, Prove(statement, outputs, witness, nonces, work));
    }

    /// <summary>Output i is input Order[i] re-encrypted.</summary>
    internal static Point[] Mix(ShuffleStatement statement, ShuffleWitness witness, ShuffleWork work)
    {
        var (g, h, w) = (statement.Suite.Group.Generator, statement.Key, statement.Width);
        var outputs = new Point[statement.Inputs.Count];
        work.For(statement.Tuples, 2 * w, i =>
        {
            for (var l = 0; l < w; l++)
            {
                var (from, to, r) = (statement.At(witness.Order[i], l), statement.At(i, l), witness.Randomness[(i * w) + l]);
                outputs[to] = statement.Inputs[from] + (g * r);
                outputs[to + 1] = statement.Inputs[from + 1] + (h * r);
            }
        });
        return outputs;
    }

    internal static ShuffleProof Prove(
        ShuffleStatement statement, Point[] outputs, ShuffleWitness witness, ShuffleNonces nonces, ShuffleWork work)
    {
        var (n, group) = (statement.Tuples, statement.Suite.Group);
        var (g, u) = (group.Generator, statement.Suite.Generators.U);
        var generators = statement.Suite.Generators.Range(1, n);

        var c = new Point[n];
        work.For(n, 1, j => c[j] = g * nonces.Rho[j]);
        for (var i = 0; i < n; i++)
            c[witness.Order[i]] += generators[i];
        var transcript = new ShuffleTranscript(statement, outputs, c);
        var v = transcript.V;

        // cHat_i = R_i g + U_i u, and tHat_i = omegaHat_i g + omegaPrime_i cHat_(i-1) likewise, so that both use the tables of g and u.
        var (chainR, chainU) = (new Scalar[n + 1], new Scalar[n + 1]);
        (chainR[0], chainU[0]) = (group.Zero, group.One);
        for (var i = 1; i <= n; i++)
        {
            var permuted = v[witness.Order[i - 1]];
            chainR[i] = nonces.RhoHat[i - 1] + (permuted * chainR[i - 1]);
            chainU[i] = permuted * chainU[i - 1];
        }
        var (cHat, tHat) = (new Point[n], new Point[n]);
        work.For(n, 4, i =>
        {
            var prime = nonces.OmegaPrime[i];
            cHat[i] = (g * chainR[i + 1]) + (u * chainU[i + 1]);
            tHat[i] = (g * (nonces.OmegaHat[i] + (prime * chainR[i]))) + (u * (prime * chainU[i]));
        });
        var t1 = g * nonces.Omega[0];
        var t2 = g * nonces.Omega[1];
        var (t3, t4) = Commitments(statement, outputs, generators, nonces, work);
        var x = transcript.Commit(cHat, t1, t2, t3, t4, tHat);
        return Respond(statement, witness, nonces, v, x, chainR[n], new ShuffleProof(c, cHat, t1, t2, t3, t4, tHat, x, x, x, [], [], []));
    }

    /// <summary>t3 and t4: sums over all tuples with the secret omegaPrime_i.</summary>
    private static (Point T3, Point[] T4) Commitments(
        ShuffleStatement statement, Point[] outputs, IReadOnlyList<Point> generators, ShuffleNonces nonces, ShuffleWork work)
    {
        var (n, w, group) = (statement.Tuples, statement.Width, statement.Suite.Group);
        var (g, h) = (group.Generator, statement.Key);
        var columns = 1 + (2 * w);
        var parts = new ConcurrentBag<Point[]>();
        work.ForRanges(n, TuplesOfSum, columns, (start, count) =>
        {
            var points = new Point[columns][];
            points[0] = [.. generators.Skip(start).Take(count)];
            for (var k = 0; k < 2 * w; k++)
                points[k + 1] = [.. Enumerable.Range(start, count).Select(i => outputs[statement.At(i, 0) + k])];
            parts.Add(BlindedSum.Compute(group, points, nonces.OmegaPrime.AsSpan(start, count)));
        });
        var t4 = new Point[2 * w];
        for (var k = 0; k < 2 * w; k++)
            t4[k] = group.Sum(parts.Select(part => part[k + 1]).Append((k % 2 == 0 ? g : h) * -nonces.Omega4[k / 2]));
        return (group.Sum(parts.Select(part => part[0]).Append(g * nonces.Omega[2])), t4);
    }

    private static ShuffleProof Respond(
        ShuffleStatement statement, ShuffleWitness witness, ShuffleNonces nonces, Scalar[] v, Scalar x, Scalar chain, ShuffleProof proof)
    {
        var (n, w, group) = (statement.Tuples, statement.Width, statement.Suite.Group);
        var (sum, weighted) = (group.Zero, group.Zero);
        var s4 = new Scalar[w];
        Array.Fill(s4, group.Zero);
        var (sHat, sPrime) = (new Scalar[n], new Scalar[n]);
        for (var i = 0; i < n; i++)
        {
            sum += nonces.Rho[i];
            weighted += v[i] * nonces.Rho[i];
            var permuted = v[witness.Order[i]];
            for (var l = 0; l < w; l++)
                s4[l] += permuted * witness.Randomness[(i * w) + l];
            sHat[i] = nonces.OmegaHat[i] + (x * nonces.RhoHat[i]);
            sPrime[i] = nonces.OmegaPrime[i] + (x * permuted);
        }
        for (var l = 0; l < w; l++)
            s4[l] = nonces.Omega4[l] + (x * s4[l]);
        return proof with
        {
            S1 = nonces.Omega[0] + (x * sum),
            S2 = nonces.Omega[1] + (x * chain),
            S3 = nonces.Omega[2] + (x * weighted),
            S4 = s4,
            SHat = sHat,
            SPrime = sPrime,
        };
    }
}
