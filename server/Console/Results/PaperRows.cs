using System.Globalization;
using RecommendVote.Record;
using RecommendVote.Server.Features.Tally;

namespace RecommendVote.Server.StaffConsole.Results;

/// <summary>Paper forms of one category while they are being counted.</summary>
public sealed class PaperFormsRow(string id, string name)
{
    public string Name => name;
    public int HandedOut { get; set; }
    public int Returned { get; set; }
    public int Invalid { get; set; }

    public PaperForms ToForms() => new(id, Math.Max(0, HandedOut), Math.Max(0, Returned), Math.Max(0, Invalid));
}

/// <summary>Marks of one contest on paper while they are being counted.</summary>
/// <param name="contest">As it was signed.</param>
/// <param name="all">All contests, so that nobody's numbers are taken for those of another of the same name.</param>
/// <param name="words">Of the page's language.</param>
public sealed class PaperContestRow(ContestBody contest, IReadOnlyList<ContestBody> all, ContestWords words)
{
    public string Title { get; } = ContestTitles.Of(contest, all, words);

    /// <summary>A grade or a vote about one person; these stand in tables, a row each.</summary>
    public bool IsJudgement => contest.Kind is not null;

    /// <summary>Key of the heading's words; judgements with the same heading share a table.</summary>
    public string Heading => contest.Kind == ContestBody.Vote ? "positions.kind.vote.title" : "positions.kind.grade.title";
    public string Person => contest.Title;
    public string Detail => contest.Position;
    public string Dimension => contest.Dimension ?? "";
    public IReadOnlyList<string> Names { get; } = [.. contest.Options.Select(option => option.Detail.Length == 0 ? option.Name : $"{option.Name} {option.Detail}")];
    public int[] Options { get; } = new int[contest.Options.Count];
    public bool HasAbstain => contest.Abstain;
    public bool HasWriteIns => contest.Slots > 0;
    public int Ballots { get; set; }
    public int Invalid { get; set; }
    public int Abstain { get; set; }

    /// <summary>One name a line, with a number after a space when it stands more than once.</summary>
    public string WriteIns { get; set; } = "";

    public PaperContest ToContest() => new(
        contest.Id, Math.Max(0, Ballots), Math.Max(0, Invalid), [.. Options], HasAbstain ? Math.Max(0, Abstain) : null,
        HasWriteIns ? [.. WriteIns.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)] : null);

    private static PaperWriteIn Read(string line)
    {
        var at = line.LastIndexOf(' ');
        return at > 0 && int.TryParse(line.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new PaperWriteIn(line[..at].Trim(), count)
            : new PaperWriteIn(line, 1);
    }
}
