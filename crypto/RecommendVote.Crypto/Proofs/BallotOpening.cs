using System.Buffers.Text;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// What an audit publishes: the N bits, their randomness r_i, and per write-in slot the text (empty when unused) and r'_j. Never a nonce (B2).
/// </summary>
public sealed record BallotOpening(
    IReadOnlyList<bool> Bits, IReadOnlyList<Scalar> Randomness, IReadOnlyList<string> Texts, IReadOnlyList<Scalar> TextRandomness)
{
    /// <summary>
    /// The canonical JSON value {"b","r","texts","textR"}: b is the base64url of N bytes 0 or 1, r and textR of the concatenated scalars, texts
    /// an array of strings; texts and textR are omitted without slots. False when a text has a letter that no write-in may have.
    /// </summary>
    public bool TryGetCanonicalBytes(out byte[] bytes)
    {
        bytes = [];
        if (!Texts.All(WriteInText.IsAllowed))
            return false;
        // allowed letters need no JSON escape
        var json = new StringBuilder("{\"b\":\"").Append(Base64Url.EncodeToString([.. Bits.Select(bit => bit ? (byte)1 : (byte)0)]))
            .Append("\",\"r\":\"").Append(Vector(Randomness)).Append('"');
        if (Texts.Count > 0)
        {
            json.Append(",\"texts\":[").AppendJoin(',', Texts.Select(t => $"\"{t}\""))
                .Append("],\"textR\":\"").Append(Vector(TextRandomness)).Append('"');
        }
        bytes = Encoding.UTF8.GetBytes(json.Append('}').ToString());
        return true;
    }

    private static string Vector(IReadOnlyList<Scalar> scalars)
    {
        var bytes = new byte[scalars.Count * Scalar.Length];
        for (var i = 0; i < scalars.Count; i++)
            scalars[i].WriteTo(bytes.AsSpan(i * Scalar.Length));
        return Base64Url.EncodeToString(bytes);
    }
}
