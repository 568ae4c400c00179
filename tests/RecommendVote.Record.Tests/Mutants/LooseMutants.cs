using System.Text;
using System.Text.Json.Nodes;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Changes by somebody without keys, or by the server alone: bytes of the file, entries lost, doubled, moved, exchanged, or of another meeting.</summary>
internal static class LooseMutants
{
    public static readonly IReadOnlyList<Func<MutantSource, Mutant?>> All =
        [FlippedFile, FlippedFile, Container, FlippedEntry, Dropped, Doubled, Exchanged, Moved, Foreign, Signatures, Signatures, Spelling, Note, Cosignature, Note, Anchor];

    private static Mutant FlippedFile(MutantSource s)
    {
        var zip = Gate.Zip(s.From.Entries, s.From.Note(s.From.Entries));
        zip[s.Pick.Below(zip.Length)] ^= (byte)(1 << s.Pick.Below(8));
        return new Mutant(s.From.Name, "file-bit", false) { Zip = zip };
    }

    private static Mutant Container(MutantSource s)
    {
        var zip = Gate.Zip(s.From.Entries, s.From.Note(s.From.Entries));
        var (name, changed) = s.Pick.Below(5) switch
        {
            0 => ("file-cut", zip[..s.Pick.Below(zip.Length)]),
            1 => ("file-longer", [.. zip, .. s.Pick.Bytes(1 + s.Pick.Below(30))]),
            2 => ("file-before", [.. s.Pick.Bytes(1 + s.Pick.Below(30)), .. zip]),
            3 => ("file-empty-entries", Gate.Zip([], s.From.Note(s.From.Entries))),
            _ => ("file-header-bit", Flipped(zip, s.Pick)),
        };
        return new Mutant(s.From.Name, name, false) { Zip = changed };
    }

    /// <summary>A bit of the frame: the first header, or everything after the content.</summary>
    private static byte[] Flipped(byte[] zip, Pick pick)
    {
        var at = pick.OneIn(3) ? pick.Below(43) : zip.Length - 1 - pick.Below(170);
        zip[at] ^= (byte)(1 << pick.Below(8));
        return zip;
    }

    private static Mutant FlippedEntry(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count);
        var changed = entries[at].ToArray();
        changed[s.Pick.Below(changed.Length)] ^= (byte)(1 << s.Pick.Below(7));
        // A line feed would make two entries of one; that is a mutant of its own.
        entries[at] = changed.Contains((byte)'\n') ? [.. changed.Where(unit => unit != '\n')] : changed;
        return s.Of("entry-bit", false, entries);
    }

    private static Mutant Dropped(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count);
        entries.RemoveAt(at);
        if (s.Pick.OneIn(2) && at > 0)
            return s.Of("entry-dropped-relinked", true, s.Relink.After(entries, at - 1, -1));
        return s.Of("entry-dropped", false, entries);
    }

    private static Mutant Doubled(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count);
        var to = s.Pick.OneIn(2) ? at + 1 : at + 1 + s.Pick.Below(entries.Count - at);
        entries.Insert(to, entries[at]);
        return s.Of("entry-doubled", false, entries);
    }

    private static Mutant Exchanged(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count - 1);
        (entries[at], entries[at + 1]) = (entries[at + 1], entries[at]);
        return s.Pick.OneIn(2) && at > 0
            ? s.Of("entries-exchanged-relinked", true, s.Relink.After(entries, at + 1, 0))
            : s.Of("entries-exchanged", false, entries);
    }

    private static Mutant Moved(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count);
        var entry = entries[at];
        entries.RemoveAt(at);
        entries.Insert(s.Pick.Below(entries.Count + 1), entry);
        return s.Of("entry-moved", false, entries);
    }

    private static Mutant Foreign(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var other = s.Pick.Of(s.Others);
        var at = s.Pick.Below(entries.Count);
        var same = other.PlacesOf(s.From.Types[at]);
        entries[at] = same.Count > 0 ? other.Entries[s.Pick.Of(same)] : s.Pick.Of(other.Entries);
        return s.Of("entry-foreign", false, entries);
    }

    /// <summary>Names and signatures of an envelope changed, exchanged, doubled or left out.</summary>
    private static Mutant Signatures(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var places = Enumerable.Range(0, entries.Count).Where(at => s.From.Types[at] is not (EntryTypes.Ballot or "ballot-audited")).ToList();
        var at = s.Pick.Of(places);
        var entry = JsonText.Parse(entries[at]);
        var sigs = entry["sigs"]!.AsArray();
        var first = sigs[s.Pick.Below(sigs.Count)]!;
        string[] signers = ["organizer", "issuer", "server", "officer-1", "officer-2", "officer-0", "officer-01", "teller-1", "trustee-1", "trustee-2", "trustee-99", "trustee-100", "nobody", ""];
        switch (s.Pick.Below(7))
        {
            case 0:
                first["key"] = s.Pick.Of(signers);
                break;
            case 1:
                sigs.Remove(first);
                break;
            case 2:
                sigs.Add(first.DeepClone());
                break;
            case 3 when sigs.Count > 1:
                sigs.Remove(first);
                sigs.Insert(s.Pick.Below(sigs.Count + 1), first);
                break;
            case 4:
                first["sig"] = new Bytes(s.Pick.Bytes(s.Pick.Of([0, 63, 64, 65, 97, 98]))).ToString();
                break;
            default:
                var changed = MutantBase.Field(first, "sig").ToArray();
                changed[s.Pick.Below(changed.Length)] ^= (byte)(1 << s.Pick.Below(8));
                first["sig"] = new Bytes(changed).ToString();
                break;
        }
        entries[at] = JsonText.Write(entry);
        return s.Of("signatures", false, entries);
    }

    /// <summary>The same content in another spelling, or members too many, too few or in another order.</summary>
    private static Mutant Spelling(MutantSource s)
    {
        List<Bytes> entries = [.. s.From.Entries];
        var at = s.Pick.Below(entries.Count);
        var text = Encoding.UTF8.GetString(entries[at].Span);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var changed = s.Pick.Below(9) switch
        {
            0 => text + " ",
            1 => " " + text,
            2 => text.Insert(comma, " "),
            3 => text.Insert(text.Length - 1, ",\"more\":1"),
            4 => text.Insert(text.Length - 1, "," + text[1..comma]),
            5 => "",
            6 => "\ufeff" + text,
            7 => text.Replace("\"type\":\"", "\"type\":\"x", StringComparison.Ordinal),
            _ => text.Replace("\"type\"", "\"ty\\u0070e\"", StringComparison.Ordinal),
        };
        entries[at] = Encoding.UTF8.GetBytes(changed);
        return s.Of("spelling", false, entries);
    }

    private static Mutant Note(MutantSource s)
    {
        var entries = s.From.Entries;
        var note = s.From.Note(entries);
        var shorter = s.From.Note([.. entries.Take(1 + s.Pick.Below(entries.Count - 1))]);
        var lines = note.TrimEnd('\n').Split('\n').ToList();
        var (name, changed) = s.Pick.Below(10) switch
        {
            8 => ("note-other-lines", string.Join('\n', [.. lines.Take(4), lines[4 + s.Pick.Below(lines.Count - 4)]]) + "\n"),
            9 => ("note-line-of-another-tree", string.Join('\n', [.. lines.Take(5), .. shorter.TrimEnd('\n').Split('\n').Skip(5 - s.Pick.Below(2))]) + "\n"),
            0 => ("note-older", shorter),
            1 => ("note-other-meeting", s.Pick.Of(s.Others).Note(entries)),
            2 => ("note-text-bit", Bit(note, s.Pick)),
            3 => ("note-text-bit", Bit(note, s.Pick)),
            4 => ("note-no-line", string.Join('\n', lines.Take(4)) + "\n"),
            5 => ("note-line-twice", note + lines[4 + s.Pick.Below(lines.Count - 4)] + "\n"),
            6 => ("note-unknown-line", note + lines[4].Replace("recommendvote/", "elsewhere/", StringComparison.Ordinal) + "\n"),
            _ => ("note-spelling", s.Pick.Below(4) switch
            {
                0 => note + "\n",
                1 => note.TrimEnd('\n'),
                2 => note.Replace("\n\n", "\n\n\n", StringComparison.Ordinal),
                _ => note.Replace("\n", "\r\n", StringComparison.Ordinal),
            }),
        };
        return new Mutant(s.From.Name, name, false) { Entries = entries, Checkpoint = changed };
    }

    /// <summary>A bit in a signature line after the server's, where there is one.</summary>
    private static Mutant? Cosignature(MutantSource s)
    {
        var note = s.From.Note(s.From.Entries);
        var lines = note.TrimEnd('\n').Split('\n');
        if (lines.Length < 6)
            return null;
        var at = 5 + s.Pick.Below(lines.Length - 5);
        var space = lines[at].LastIndexOf(' ') + 1;
        var line = Convert.FromBase64String(lines[at][space..]);
        line[s.Pick.Below(line.Length)] ^= (byte)(1 << s.Pick.Below(8));
        lines[at] = lines[at][..space] + Convert.ToBase64String(line);
        var changed = string.Join('\n', lines) + "\n";
        return new Mutant(s.From.Name, "cosignature", false) { Entries = s.From.Entries, Checkpoint = changed };
    }

    private static string Bit(string note, Pick pick)
    {
        var bytes = Encoding.UTF8.GetBytes(note);
        bytes[pick.Below(bytes.Length)] ^= (byte)(1 << pick.Below(7));
        return Encoding.UTF8.GetString(bytes);
    }

    private static Mutant Anchor(MutantSource s)
    {
        var entries = s.From.Entries;
        var older = s.From.Note([.. entries.Take(1 + s.Pick.Below(entries.Count))]);
        var mutant = s.Of("anchor", false, entries);
        return s.Pick.Below(6) switch
        {
            0 => mutant with { ManifestHash = s.From.Sim.Record.ManifestHash },
            1 => mutant with { ManifestHash = s.Pick.Bytes(32) },
            2 => mutant with { NotedCheckpoint = older },
            3 => mutant with { NotedCheckpoint = Bit(older, s.Pick) },
            4 => mutant with { NotedCheckpoint = string.Join('\n', older.Split('\n').Take(3)) + "\n" },
            _ => mutant with { NotedCheckpoint = s.Pick.Of(s.Others).Note(entries) },
        };
    }
}
