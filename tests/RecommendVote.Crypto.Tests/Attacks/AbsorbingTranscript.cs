namespace RecommendVote.Crypto.Tests;

/// <summary>
/// A transcript that remembers what it absorbed, in order, and can be told to leave items out. With nothing left out its challenges are those of
/// the library; two lists of records with one challenge would be a collision of the hash, so what is remembered here is what the library absorbs.
/// </summary>
internal sealed class AbsorbingTranscript
{
    private readonly Transcript transcript;
    private readonly string[] omit;

    public AbsorbingTranscript(Suite suite, string protocol, ReadOnlySpan<byte> manifestHash, string[] omit)
    {
        this.omit = omit;
        transcript = new Transcript(suite, protocol, omit.Contains("manifest") ? new byte[32] : manifestHash);
    }

    /// <summary>Labels in order; challenges with a star.</summary>
    public List<string> Absorbed { get; } = [];

    /// <summary>The value is asked for only if it is absorbed: a forger may not have it yet.</summary>
    public void Add(string label, Func<byte[]> value)
    {
        if (omit.Contains(label))
            return;
        Absorbed.Add(label);
        transcript.Append(label, value());
    }

    public void Add(string label, Func<Point> point) => Add(label, () => point().Encode());

    public void Add(string label, Func<Scalar> scalar) => Add(label, () => scalar().ToBytes());

    public void Add(string label, Func<IReadOnlyList<Point>> points) => Add(label, () => (byte[])[.. points().SelectMany(p => p.Encode())]);

    public void Add(string label, Func<IReadOnlyList<Scalar>> scalars) => Add(label, () => (byte[])[.. scalars().SelectMany(s => s.ToBytes())]);

    public void AddInt(string label, int value) => Add(label, () => (byte[])[(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

    public byte[] Digest() => transcript.Digest();

    public Scalar Challenge(string label)
    {
        Absorbed.Add("*" + label);
        return transcript.Challenge(label);
    }
}
