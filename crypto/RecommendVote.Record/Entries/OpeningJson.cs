using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>The member <c>opening</c> of an audit; the same bytes as <see cref="BallotOpening.TryGetCanonicalBytes"/>.</summary>
internal static class OpeningJson
{
    /// <summary>Takes the value's place in the writer.</summary>
    public static void Write(BallotOpening opening, CanonicalWriter writer)
    {
        writer.BeginObject().Base64("b", opening.Bits.Select(bit => bit ? (byte)1 : (byte)0).ToArray());
        BallotJson.Scalars(writer, "r", opening.Randomness);
        if (opening.Texts.Count > 0)
        {
            writer.Texts("texts", opening.Texts);
            BallotJson.Scalars(writer, "textR", opening.TextRandomness);
        }
        writer.EndObject();
    }

    /// <summary>Reads the member; texts that no write-in can have are a fault of form (V02).</summary>
    public static BallotOpening Read(ref CanonicalReader r)
    {
        r.Member("opening");
        r.BeginObject();
        var bytes = r.Base64("b");
        if (bytes.Span.ContainsAnyExceptInRange((byte)0, (byte)1))
            r.Fail("b has a byte other than 0 and 1");
        var randomness = BallotJson.Scalars(ref r, "r");
        IReadOnlyList<string> texts = [];
        IReadOnlyList<Scalar> textRandomness = [];
        if (r.PeekMember("texts"))
        {
            texts = r.List("texts", static (ref CanonicalReader x) =>
            {
                var text = x.Text(WriteInText.MaxBytes);
                if (x.Ok && !WriteInText.IsAllowed(text))
                    x.Fail("a text that no write-in can have");
                return text;
            });
            textRandomness = BallotJson.Scalars(ref r, "textR");
        }
        r.EndObject();
        return new BallotOpening([.. bytes.ToArray().Select(b => b == 1)], randomness, texts, textRandomness);
    }
}
