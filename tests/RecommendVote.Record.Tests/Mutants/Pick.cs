namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Seeded choices; the same seed gives the same mutants on every machine.</summary>
internal sealed class Pick(int seed)
{
    // Not for secrets: choices of tests only, repeatable by their seed.
    private readonly Random random = new(seed);

    public int Below(int bound) => random.Next(bound);

    public bool OneIn(int n) => random.Next(n) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
