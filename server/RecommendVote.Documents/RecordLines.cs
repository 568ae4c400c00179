using RecommendVote.Documents.Drawing;

namespace RecommendVote.Documents;

/// <summary>The lines that tie a document to its record.</summary>
internal static class RecordLines
{
    public static void Draw(PageFlow flow, RecordReference record)
    {
        flow.Paragraph($"校验词 Checkpoint words: {record.CheckpointWords}", 11);
        flow.Paragraph($"记录根值 Root ({record.Entries} 条 entries, {record.Suite}): {Grouped(record.RootHash)}", 8);
        flow.Paragraph($"会议清单 Manifest: {Grouped(record.ManifestHash)}", 8);
    }

    // Eight digits at a time can be read aloud and compared.
    private static string Grouped(string hex) => string.Join(' ', hex.Chunk(8).Select(group => new string(group)));
}
