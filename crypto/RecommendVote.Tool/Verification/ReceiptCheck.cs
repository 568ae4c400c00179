using System.Text.Encodings.Web;
using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Verification;

/// <summary>How a receipt stands to a verified record.</summary>
/// <param name="Holds">False is evidence: somebody was promised a place in the log that the log does not have.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record ReceiptVerdict(bool Holds, string Text);

/// <summary><c>rv verify --receipt</c>: a receipt against the record. It says nothing about whose card it is (B11): that the voter compares.</summary>
public static class ReceiptCheck
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a receipt as a phone saves it: alone, or as <c>{"receipt":...}</c>, in any spacing.</summary>
    /// <exception cref="ToolException">Not a receipt.</exception>
    public static Receipt Read(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var element = document.RootElement;
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("receipt", out var inner))
                element = inner;
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Compact))
                element.WriteTo(writer);
            if (Receipt.TryRead(stream.GetBuffer().AsSpan(0, (int)stream.Length), out var receipt))
                return receipt!;
        }
        catch (JsonException)
        {
            // said below, as for any other file that is no receipt
        }
        throw new ToolException($"{path} is not a receipt");
    }

    public static ReceiptVerdict Compare(MeetingRecord record, Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(receipt);
        if (record.Manifest is not { } manifest || record.Tree is not { } tree)
            return new ReceiptVerdict(false, "the record has no manifest to compare the receipt with");
        if (receipt.Index >= record.Size || receipt.Size > record.Size)
            return new ReceiptVerdict(false, "the receipt is for a longer log than this record");
        if (receipt.Fault(manifest, receipt.Card, tree.LeafHash(receipt.Index)) is { } fault)
            return new ReceiptVerdict(false, $"the receipt does not fit entry {receipt.Index} of this record: {fault}");
        if (!Checkpoint.TryVerify(manifest, receipt.Checkpoint, out var promised) || promised.Root != tree.Root(promised.Size))
            return new ReceiptVerdict(false, "the receipt's checkpoint is signed by this meeting's server and is not of this log: two histories");
        if (record.FindCard(receipt.Card) is not { Tracker: { } latest })
            return new ReceiptVerdict(false, "the receipt's card has no ballot in this record");
        if (latest != receipt.Tracker)
            return new ReceiptVerdict(true, "the receipt's ballot is in the record and was replaced by a later ballot of the same card");
        var counted = record.Closed is { } closed && CountedProof.Make(record, receipt.Card) is { } proof && proof.Verify(manifest.Suite, closed);
        return record.Closed is null || counted
            ? new ReceiptVerdict(true, counted ? "the receipt's ballot is in the record and was counted" : "the receipt's ballot is in the record; the meeting has not closed")
            : new ReceiptVerdict(false, "the receipt's ballot is in the record and is not among those counted");
    }
}
