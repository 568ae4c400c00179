namespace RecommendVote.Crypto;

/// <summary>The transcript <c>RV1-shuffle</c>: both challenges, step by step as prover and verifier come to them.</summary>
internal sealed class ShuffleTranscript
{
    private readonly Transcript transcript;

    /// <summary>Absorbs the statement, the outputs and the commitments to the permutation, and draws y.</summary>
    public ShuffleTranscript(ShuffleStatement statement, IReadOnlyList<Point> outputs, IReadOnlyList<Point> c)
    {
        transcript = new Transcript(statement.Suite, "RV1-shuffle", statement.ManifestHash.Span);
        transcript.AppendInt("size", statement.Size);
        transcript.Append("root", statement.Root.Span);
        transcript.Append("h", statement.Key);
        transcript.AppendInt("contest", statement.Contest);
        transcript.AppendInt("mix", statement.Mix);
        transcript.AppendInt("trustee", statement.Trustee);
        transcript.Append("inputs", statement.Inputs);
        transcript.Append("outputs", outputs);
        transcript.Append("c", c);
        Y = transcript.Challenge("y");
        V = Weights.Expand(statement.Suite, Y, statement.Tuples);
    }

    public Scalar Y { get; }

    /// <summary>v_1 .. v_N.</summary>
    public Scalar[] V { get; }

    /// <summary>Absorbs what is committed to after y, and draws x.</summary>
    public Scalar Commit(IReadOnlyList<Point> cHat, Point t1, Point t2, Point t3, IReadOnlyList<Point> t4, IReadOnlyList<Point> tHat)
    {
        transcript.Append("cHat", cHat);
        transcript.Append("t1", t1);
        transcript.Append("t2", t2);
        transcript.Append("t3", t3);
        transcript.Append("t4", t4);
        transcript.Append("tHat", tHat);
        return transcript.Challenge("x");
    }
}
