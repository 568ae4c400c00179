using RecommendVote.Record;
using RecommendVote.Record.Witnesses;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Verification;

/// <summary>What <c>rv verify --fork</c> found. Exit code 0: no contradiction; 1: evidence confirmed; 2: unreadable or unproven.</summary>
public sealed record ForkVerdict(string Outcome, string TextZh, string TextEn, int ExitCode)
{
    public static ForkVerdict Confirmed(string zh, string en) => new("confirmed", zh, en, ExitCodes.Failed);

    public static ForkVerdict None(string zh, string en) => new("no-contradiction", zh, en, ExitCodes.Holds);

    public static ForkVerdict Unproven(string en) => new("unproven", "无法读取或无法证明。", en, ExitCodes.Unusable);
}

/// <summary><c>rv verify --fork A [B]</c>: does an evidence file hold, or do two notes or records contradict each other? (docs/spec/witnesses.md)</summary>
public static class ForkCheck
{
    public static int Run(string first, string? second, bool json)
    {
        var verdict = second is null ? OfEvidence(InputFile.Read(first, Evidence.Limit)) : OfTwo(first, second);
        if (json)
        {
            JsonOutput.Write(new { outcome = verdict.Outcome, exitCode = verdict.ExitCode, text = verdict.TextEn, textZh = verdict.TextZh });
            return verdict.ExitCode;
        }
        Console.Out.WriteLine(verdict.TextZh);
        Console.Out.WriteLine(verdict.TextEn);
        return verdict.ExitCode;
    }

    public static ForkVerdict OfEvidence(ReadOnlySpan<byte> file)
    {
        if (!Evidence.TryRead(file, out var evidence))
            return ForkVerdict.Unproven("not an evidence file");
        if (evidence.Fault() is { } fault)
            return ForkVerdict.Unproven("the evidence does not hold: " + fault);
        var meeting = Evidence.ReadManifest(evidence.Manifest)!;
        var who = $"{meeting.Title} ({meeting.Meeting}), manifest {HashText.Hex(meeting.Suite.Hash(evidence.Manifest))}";
        return evidence.Kind == Evidence.Fork
            ? ForkVerdict.Confirmed($"证据成立：服务器就同一会议签署了两套相互矛盾的记录。{who}", $"Evidence confirmed: the server signed two histories of one meeting. {who}")
            : ForkVerdict.Confirmed(
                $"证据成立：服务器在签署较长记录之后又出示了较短的记录（先后顺序以纪检监督人员的签名陈述为准）。{who}",
                $"Evidence confirmed: the server showed a shorter log after a longer one (their order in time is the officer's signed word). {who}");
    }

    private static ForkVerdict OfTwo(string first, string second)
    {
        var (noteA, noteB) = (NoteOf(first), NoteOf(second));
        if (noteA is not null && noteB is not null)
            return OfNotes(noteA, noteB);
        RecordComparison found;
        if (noteA is null && noteB is null)
        {
            using var a = RecordInput.OpenStream(first);
            using var b = RecordInput.OpenStream(second);
            found = RecordComparer.Compare(a, b);
        }
        else
        {
            using var record = RecordInput.OpenStream(noteA is null ? first : second);
            found = RecordComparer.Compare(record, noteA ?? noteB!);
        }
        return found.Kind switch
        {
            ComparisonKind.Fork => ForkVerdict.Confirmed(
                "证据成立：服务器就同一会议签署了两套相互矛盾的记录。", "Evidence confirmed: the server signed two histories of one meeting."),
            ComparisonKind.Unreadable or ComparisonKind.DifferentMeetings => ForkVerdict.Unproven(found.Detail ?? "records of different meetings"),
            _ => ForkVerdict.None("未发现矛盾：一份是另一份的延续。", "No contradiction: one is a state of the other's log."),
        };
    }

    /// <summary>Two notes alone: without the manifest their signatures say nothing, so equal sizes with other roots are a reason to look, not proof.</summary>
    private static ForkVerdict OfNotes(string a, string b)
    {
        if (!SignedNote.TryParse(a, out var noteA) || !SignedNote.TryParse(b, out var noteB)
            || !Checkpoint.TryParse(noteA.Text, out var first) || !Checkpoint.TryParse(noteB.Text, out var second))
            return ForkVerdict.Unproven("not two signed checkpoints");
        if (first.Origin != second.Origin)
            return ForkVerdict.Unproven("checkpoints of different meetings");
        if (first == second)
            return ForkVerdict.None("未发现矛盾：两份检查点相同。", "No contradiction: the checkpoints are the same.");
        return ForkVerdict.Unproven(first.Size == second.Size
            ? "the checkpoints contradict each other; to confirm who signed them, give one of them together with the record of the other, or an evidence file"
            : "checkpoints of different sizes: only a record or an evidence file says whether one extends the other");
    }

    /// <summary>The text of a signed note; null for anything else, such as a record.</summary>
    private static string? NoteOf(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > SignedNote.MaxLength)
            return null;
        return SignedNote.TryParse(InputFile.Read(path, SignedNote.MaxLength), out var note) ? note.ToString() : null;
    }
}
