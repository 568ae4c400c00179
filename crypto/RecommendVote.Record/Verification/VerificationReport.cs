namespace RecommendVote.Record;

/// <summary>What a verifier found. Exit code 0: all hold and complete; 1: a check failed; 2: unreadable or incomplete.</summary>
public sealed record VerificationReport
{
    /// <summary>V01 to V40 in order.</summary>
    public required IReadOnlyList<CheckOutcome> Outcomes { get; init; }

    /// <summary>The first failure; null when all hold.</summary>
    public required Refusal? Failure { get; init; }

    /// <summary>The record as far as it passed.</summary>
    public required MeetingRecord Record { get; init; }

    /// <summary>Valid cosignatures of officers under the last checkpoint.</summary>
    public IReadOnlyList<Cosignature> Cosignatures { get; init; } = [];

    /// <summary>Whether an anchor was given and the record was compared with it.</summary>
    public required bool Anchored { get; init; }

    public int ExitCode => Failure is null ? 0 : Failure.Check is Check.V01 or Check.V34 ? 2 : 1;

    public bool AllHold => Failure is null;

    /// <summary>Entries that passed.</summary>
    public int Entries => Record.Size;

    /// <summary>Marks of the manifest: <c>demo</c>, <c>practice</c>, <c>simulated</c>.</summary>
    public IReadOnlyList<string> Marks => Record.Manifest?.Marks ?? [];

    /// <summary>H(entry 0); empty without a manifest.</summary>
    public Bytes ManifestHash => Record.ManifestHash;

    /// <summary>The record's hash: the root of the tree over all entries that passed; empty without any.</summary>
    public Bytes RecordHash => Record.Tree?.Root() ?? Bytes.Empty;

    /// <summary>The first line of every output, in Chinese.</summary>
    public string HeadlineZh => MarksZh() + (Failure switch
    {
        null => Anchored ? "记录各项核验均通过，并与会场抄录的凭据一致。" : "记录内部一致；未与会场抄录的任何凭据比对。",
        { Check: Check.V01 } => "文件无法读取。",
        { Check: Check.V34 } => "记录不完整，不能视为通过核验。",
        _ => $"核验未通过：{Failure.Check} {Failure.Zh}{Where("第", "个条目")}",
    });

    /// <summary>The first line of every output, in English.</summary>
    public string HeadlineEn => MarksEn() + (Failure switch
    {
        null => Anchored ? "All checks hold; the record agrees with what was noted in the room."
            : "Internally consistent; not compared with anything noted in the room.",
        { Check: Check.V01 } => "The file cannot be read.",
        { Check: Check.V34 } => "The record is incomplete and does not count as verified.",
        _ => $"Verification failed: {Failure.Check} {Failure.En}{Where(" Entry ", "")}",
    });

    private string Where(string before, string after) => Failure?.EntryIndex is { } index
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{before}{index}{after}{(Failure.EntryType is { } type ? $" ({type})" : "")}")
        : "";

    private string MarksZh() => Marks.Count == 0 ? "" : "【" + string.Join('、', Marks.Select(mark => mark switch
    {
        "demo" => "演示",
        "practice" => "练习",
        _ => "模拟",
    })) + "】";

    private string MarksEn() => Marks.Count == 0 ? "" : "[" + string.Join(", ", Marks.Select(mark => mark.ToUpperInvariant())) + "] ";
}
