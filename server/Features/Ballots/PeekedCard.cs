using System.Text;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>The card that a ballot or an audit claims, read from the fixed beginning of its one canonical form before anything is decoded.</summary>
internal static class PeekedCard
{
    private const int Length = 87; // 65 bytes in base64url

    public static bool TryRead(ReadOnlySpan<byte> entry, string type, out Bytes card)
    {
        card = default;
        var beginning = Encoding.ASCII.GetBytes($"{{\"type\":\"{type}\",\"card\":\"");
        return entry.Length > beginning.Length + Length
            && entry.StartsWith(beginning)
            && Bytes.TryParse(Encoding.ASCII.GetString(entry.Slice(beginning.Length, Length)), out card)
            && card.Length == Crypto.Point.Length;
    }
}
