namespace RecommendVote.Crypto;

/// <summary>The secrets of one mix: output i is the re-encryption of input <c>Order[i]</c>, ciphertext l of it with <c>Randomness[i*w + l]</c>.</summary>
/// <remarks>Open to tests, which try to prove what is no shuffle.</remarks>
internal sealed class ShuffleWitness(int[] order, Scalar[] randomness) : IDisposable
{
    public int[] Order { get; } = order;

    public Scalar[] Randomness { get; } = randomness;

    /// <summary>A uniform permutation and scalars that are never zero.</summary>
    public static ShuffleWitness Create(ShuffleStatement statement, IRandomSource random)
    {
        var order = Permutation.Uniform(statement.Tuples, random);
        return new ShuffleWitness(order, ShuffleNonces.Draw(statement, statement.Tuples * statement.Width, random));
    }

    /// <summary>Forgets the permutation and the scalars.</summary>
    public void Dispose()
    {
        Array.Clear(Order);
        Array.Clear(Randomness);
    }

    public override string ToString() => nameof(ShuffleWitness);
}

/// <summary>All other random scalars of a proof, drawn before the threads start, so that a seeded source gives the same bytes every time.</summary>
internal sealed class ShuffleNonces : IDisposable
{
    public ShuffleNonces(ShuffleStatement statement, IRandomSource random)
    {
        var n = statement.Tuples;
        Rho = Draw(statement, n, random);
        RhoHat = Draw(statement, n, random);
        Omega = Draw(statement, 3, random);
        Omega4 = Draw(statement, statement.Width, random);
        OmegaHat = Draw(statement, n, random);
        OmegaPrime = Draw(statement, n, random);
    }

    public Scalar[] Rho { get; }

    public Scalar[] RhoHat { get; }

    /// <summary>omega1, omega2, omega3.</summary>
    public Scalar[] Omega { get; }

    public Scalar[] Omega4 { get; }

    public Scalar[] OmegaHat { get; }

    public Scalar[] OmegaPrime { get; }

    public static Scalar[] Draw(ShuffleStatement statement, int count, IRandomSource random)
    {
        var scalars = new Scalar[count];
        for (var i = 0; i < count; i++)
            scalars[i] = statement.Suite.Group.RandomScalar(random);
        return scalars;
    }

    /// <summary>Forgets all of them.</summary>
    public void Dispose()
    {
        foreach (var scalars in new[] { Rho, RhoHat, Omega, Omega4, OmegaHat, OmegaPrime })
            Array.Clear(scalars);
    }

    public override string ToString() => nameof(ShuffleNonces);
}
