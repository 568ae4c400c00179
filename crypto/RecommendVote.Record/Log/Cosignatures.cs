using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Record;

/// <summary>A valid cosignature of a checkpoint.</summary>
/// <param name="Officer">Position in the manifest, from 1.</param>
/// <param name="Time">Seconds since 1970, as the officer's program says.</param>
/// <param name="Line">The signature line.</param>
public sealed record Cosignature(int Officer, long Time, NoteSignature Line);

/// <summary>The cosignature lines of a note (check V40). Lines of keys that are no officer's are ignored.</summary>
public static class Cosignatures
{
    /// <summary>The valid cosignatures in the order of their lines, and the first fault: a line that does not verify, or a second one of a key.</summary>
    public static (IReadOnlyList<Cosignature> Valid, string? Fault) Of(ManifestBody manifest, SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(note);
        var keys = Keys(manifest);
        var valid = new List<Cosignature>();
        string? fault = null;
        var seen = new HashSet<int>();
        foreach (var line in note.Signatures)
        {
            if (keys.FirstOrDefault(key => key.Owns(line)) is not { } key)
                continue;
            if (!seen.Add(key.Officer))
                fault ??= $"two lines of {SignerId.Officer(key.Officer)}";
            else if (key.Verify(note.Text, line) is { } time)
                valid.Add(new Cosignature(key.Officer, time, line));
            else
                fault ??= $"line of {SignerId.Officer(key.Officer)}";
        }
        return (valid, fault);
    }

    /// <summary>The officers who validly cosigned a checkpoint's note, whatever else stands under it; none when it cannot be read.</summary>
    public static IReadOnlyList<Cosignature> ValidOf(ManifestBody manifest, string? note) =>
        SignedNote.TryParse(note, out var parsed) ? Of(manifest, parsed).Valid : [];

    /// <summary>Reads one signature line and accepts it only as a valid cosignature of this checkpoint by an officer of the meeting.</summary>
    /// <param name="manifest">The meeting's manifest.</param>
    /// <param name="checkpoint">What the line must be over.</param>
    /// <param name="line">The line without its line feed.</param>
    /// <param name="cosignature">Who signed and when, if the answer is true.</param>
    public static bool TryVerify(
        ManifestBody manifest, Checkpoint checkpoint, string? line, [NotNullWhen(true)] out Cosignature? cosignature)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(checkpoint);
        cosignature = null;
        if (!NoteSignature.TryParse(line, out var signature) || Keys(manifest).FirstOrDefault(key => key.Owns(signature)) is not { } key)
            return false;
        if (key.Verify(checkpoint.Text, signature) is not { } time)
            return false;
        cosignature = new Cosignature(key.Officer, time, signature);
        return true;
    }

    private static List<CosignatureKey> Keys(ManifestBody manifest) =>
        [.. Enumerable.Range(1, manifest.Officers.Count).Select(officer => new CosignatureKey(manifest, officer))];
}
