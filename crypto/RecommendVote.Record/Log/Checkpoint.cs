using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Size and root of a meeting's log at one moment (C2SP tlog-checkpoint): <c>origin LF size LF base64(root) LF</c>.</summary>
public sealed record Checkpoint(string Origin, int Size, Bytes Root)
{
    private const string OriginPrefix = "recommendvote/";

    /// <summary>"recommendvote/" and the meeting id; also the name of the server's note key.</summary>
    public static string OriginOf(string meeting) => OriginPrefix + meeting;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>Signs with the server's key.</summary>
    public SignedNote Sign(Suite suite, StaffKeyPair serverKey) => SignedNote.Sign(suite, Text, Origin, serverKey);

    /// <summary>Reads the three lines of a checkpoint; extension lines are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (text is null)
            return false;
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[0].Length == 0 || lines[1].Length is 0 or > 10 || !lines[1].All(char.IsAsciiDigit)
            || !int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return false;
        var root = new byte[48];
        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != FieldRules.HashLength)
            return false;
        var parsed = new Checkpoint(lines[0], size, root[..length]);
        if (parsed.Text != text)
            return false;
        checkpoint = parsed;
        return true;
    }

    /// <summary>
    /// Reads a note and accepts it only if it is a checkpoint of this meeting, signed by its server (V05 without the comparison to the log).
    /// </summary>
    public static bool TryVerify(ManifestBody manifest, string? note, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        checkpoint = null;
        var origin = OriginOf(manifest.Meeting);
        if (!SignedNote.TryParse(note, out var signed)
            || !TryParse(signed.Text, out var parsed)
            || parsed.Origin != origin
            || !signed.IsSignedBy(new NoteKey(manifest.Suite, origin, manifest.ServerKey)))
            return false;
        checkpoint = parsed;
        return true;
    }
}
