using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>One signature line: the key's name, its 4-byte id and the signature.</summary>
public sealed record NoteSignature(string Name, Bytes KeyId, Bytes Signature)
{
    private const string LinePrefix = "— ";

    /// <summary>Reads one line, without its line feed, strictly.</summary>
    public static bool TryParse([NotNullWhen(true)] string? line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (line is null || line.Length > SignedNote.MaxLength || !line.StartsWith(LinePrefix, StringComparison.Ordinal))
            return false;
        var fields = line[LinePrefix.Length..].Split(' ');
        if (fields.Length != 2 || !SignedNote.IsKeyName(fields[0]))
            return false;
        var blob = new byte[fields[1].Length];
        // The round trip refuses white space, missing padding and spare bits.
        if (!Convert.TryFromBase64String(fields[1], blob, out var length) || length < 5
            || Convert.ToBase64String(blob, 0, length) != fields[1])
            return false;
        signature = new NoteSignature(fields[0], Bytes.Copy(blob.AsSpan(0, 4)), Bytes.Copy(blob.AsSpan(4, length - 4)));
        return true;
    }

    /// <summary>The line, without a line feed.</summary>
    public override string ToString() => LinePrefix + Name + " " + Convert.ToBase64String([.. KeyId.Span, .. Signature.Span]);
}

/// <summary>
/// A C2SP signed note: text ending in a line feed, an empty line, signature lines <c>— NAME base64(key id || signature)</c>.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Longest note read, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxSignatures = 100;
    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed, with its last line feed.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text that ends in a line feed.</summary>
    public static SignedNote Sign(Suite suite, string text, string keyName, StaffKeyPair key)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(key);
        if (!IsText(text) || !IsKeyName(keyName))
            throw new ArgumentException("not the text of a note", nameof(text));
        var noteKey = new NoteKey(suite, keyName, key.PublicKey.ToArray());
        var signature = suite.StaffSignatures.Sign(key.PrivateKey.Span, StrictUtf8.Encoding.GetBytes(text));
        return new SignedNote(text, [new NoteSignature(keyName, noteKey.Id, signature)]);
    }

    /// <summary>Reads a note strictly; false for anything else. Says nothing about the signatures.</summary>
    public static bool TryParse(ReadOnlySpan<byte> note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;
        if (note.Length > MaxLength || !System.Text.Unicode.Utf8.IsValid(note))
            return false;
        return TryParse(StrictUtf8.Encoding.GetString(note), out parsed);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out SignedNote?)"/>
    public static bool TryParse([NotNullWhen(true)] string? note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;
        if (note is null || note.Length > MaxLength || System.Text.Encoding.UTF8.GetByteCount(note) > MaxLength)
            return false;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || note.Length < split + 3 || !note.EndsWith('\n') || !IsText(note[..(split + 1)]))
            return false;
        var signatures = new List<NoteSignature>();
        foreach (var line in note[(split + 2)..^1].Split('\n'))
        {
            if (signatures.Count == MaxSignatures || !NoteSignature.TryParse(line, out var signature))
                return false;
            signatures.Add(signature);
        }
        parsed = new SignedNote(note[..(split + 1)], signatures);
        return true;
    }

    /// <summary>
    /// Whether the key signed: exactly one line carries its name and id, and that signature verifies. Lines of other keys are ignored.
    /// </summary>
    public bool IsSignedBy(NoteKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var lines = Signatures.Where(line => line.Name == key.Name && line.KeyId == key.Id).ToList();
        return lines.Count == 1 && key.Verify(StrictUtf8.Encoding.GetBytes(Text), lines[0].Signature);
    }

    /// <summary>The note as it is stored and sent.</summary>
    public override string ToString() =>
        Text + "\n" + string.Concat(Signatures.Select(line => line + "\n"));

    /// <summary>The note with some of its lines.</summary>
    public SignedNote Only(Func<NoteSignature, bool> keep) => new(Text, [.. Signatures.Where(keep)]);

    /// <summary>The note with further lines; one that it already has is not repeated.</summary>
    /// <exception cref="ArgumentException">More lines than a note may have.</exception>
    public SignedNote With(params IEnumerable<NoteSignature> lines)
    {
        var all = Signatures.Concat(lines).Distinct().ToList();
        return all.Count <= MaxSignatures ? new SignedNote(Text, all) : throw new ArgumentException("too many signature lines", nameof(lines));
    }

    private static bool IsText(string text) =>
        text.Length > 0 && text[^1] == '\n' && !text.Contains('\uFFFD', StringComparison.Ordinal) && text.All(c => c is '\n' or >= ' ')
        && IsWellFormed(text);

    /// <summary>No lone surrogate: such a text has no UTF-8 that could be signed.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogate(text[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
                return false;
        }
        return true;
    }

    internal static bool IsKeyName(string name) =>
        name.Length > 0 && IsWellFormed(name) && !name.Contains('+', StringComparison.Ordinal) && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
