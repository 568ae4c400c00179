using RecommendVote.Crypto;
using RecommendVote.Documents;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.Records;

/// <summary>Names a record on paper: the hashes that the record's file, held beside it, must give again.</summary>
public static class RecordReferences
{
    /// <param name="note">The checkpoint over the record.</param>
    public static RecordReference Of(string suite, byte[] manifestHash, string note)
    {
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint))
            throw new ArgumentException("not a checkpoint", nameof(note));
        return new RecordReference(
            Convert.ToHexStringLower(manifestHash), Convert.ToHexStringLower(checkpoint.Root), checkpoint.Size, ShortTracker.Format(checkpoint.Root), suite);
    }
}
