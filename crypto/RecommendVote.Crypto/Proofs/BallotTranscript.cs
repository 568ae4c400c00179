namespace RecommendVote.Crypto;

/// <summary>The steps of the transcript RV1-ballot, the same for prover and verifier.</summary>
internal sealed class BallotTranscript
{
    private readonly Transcript transcript;

    /// <summary>Absorbs the statement, the ciphertexts and B; yields y.</summary>
    public BallotTranscript(BallotStatement statement, Point card, ReadOnlyMemory<byte>? supersedes, BallotCiphertexts ciphertexts, Point b)
    {
        transcript = new Transcript(statement.Suite, "RV1-ballot", statement.ManifestHash.Span);
        transcript.Append("opened", statement.OpenedHash.Span);
        transcript.Append("h", statement.Key);
        transcript.AppendText("class", statement.ClassId);
        transcript.Append("layout", statement.Layout.LayoutBytes.Span);
        transcript.Append("card", card);
        if (supersedes is { } tracker)
            transcript.Append("supersedes", tracker.Span);
        else
            transcript.AppendAbsent("supersedes");
        transcript.Append("alpha", ciphertexts.Alpha);
        transcript.Append("beta", ciphertexts.Beta);
        transcript.Append("textAlpha", ciphertexts.TextAlpha);
        transcript.Append("textBeta", ciphertexts.TextBeta);
        transcript.Append("B", b);
        Y = transcript.Challenge("y");
    }

    public Scalar Y { get; }

    /// <summary>Absorbs the commitments; yields x.</summary>
    public Scalar Commit(Point a, Point c, Point d, Point t1, Point t2, Point? t3)
    {
        transcript.Append("A", a);
        transcript.Append("C", c);
        transcript.Append("D", d);
        transcript.Append("T1", t1);
        transcript.Append("T2", t2);
        if (t3 is not null)
            transcript.Append("T3", t3);
        else
            transcript.AppendAbsent("T3");
        return transcript.Challenge("x");
    }

    /// <summary>Absorbs the responses; yields the tracker, 32 bytes.</summary>
    public byte[] Respond(IReadOnlyList<Scalar> f, Scalar zA, Scalar zC, Scalar zT, Scalar? zW)
    {
        transcript.Append("f", f);
        transcript.Append("zA", zA);
        transcript.Append("zC", zC);
        transcript.Append("zT", zT);
        if (zW is { } response)
            transcript.Append("zW", response);
        else
            transcript.AppendAbsent("zW");
        return transcript.Digest();
    }

    /// <summary>Absorbs the domain and, for an audit, the opening's canonical bytes.</summary>
    public void Choose(BallotDomain domain, ReadOnlySpan<byte> opening)
    {
        transcript.AppendText("domain", domain == BallotDomain.Cast ? "cast" : "audit");
        if (domain == BallotDomain.Audit)
            transcript.Append("opening", opening);
    }

    public Scalar Nonce(Scalar secretKey, IRandomSource random) => HedgedNonce.Derive(transcript, secretKey, random);

    /// <summary>Absorbs R; yields e.</summary>
    public Scalar Sign(Point r)
    {
        transcript.Append("R", r);
        return transcript.Challenge("e");
    }
}
