using System.Text;

namespace RecommendVote.Record;

/// <summary>Check V38: the numbers of the paper forms are possible, and fit the attendance and the ballots of the closing.</summary>
internal static class PaperRules
{
    public static Outcome Apply(RecordState state, PaperCountBody body) =>
        (FormsFault(state.Closed!, body.Forms) ?? ContestsFault(state.Contests!.Contests, body)) is { } fault
            ? Outcome.Refuse(Check.V38, Codes.PaperCountDiffers, fault)
            : Outcome.Accept(_ => state.PaperCount = body);

    private static string? FormsFault(ClosedBody closed, IReadOnlyList<PaperForms> forms)
    {
        if (!forms.Select(item => item.Category).SequenceEqual(closed.Counts.Select(item => item.Category), StringComparer.Ordinal))
            return "forms per category";
        for (var i = 0; i < forms.Count; i++)
        {
            if (forms[i].Invalid > forms[i].Returned || forms[i].Returned > forms[i].HandedOut)
                return $"forms of category {forms[i].Category}";
            if ((long)forms[i].Returned + closed.Counts[i].Ballots > closed.Attendance[i].Present)
                return $"more forms and ballots than people present in category {forms[i].Category}";
        }
        return null;
    }

    private static string? ContestsFault(IReadOnlyList<ContestBody> contests, PaperCountBody body)
    {
        if (!body.Contests.Select(item => item.Id).SequenceEqual(contests.Select(item => item.Id), StringComparer.Ordinal))
            return "contests";
        for (var i = 0; i < contests.Count; i++)
        {
            if (Fault(contests[i], body.Contests[i], body.ValidForms) is { } fault)
                return $"contest {contests[i].Id}: {fault}";
        }
        return null;
    }

    private static string? Fault(ContestBody contest, PaperContest paper, long validForms)
    {
        if (paper.Options.Count != contest.Options.Count || paper.Abstain is not null != contest.Abstain || paper.WriteIns is not null != contest.Slots > 0)
            return "options, abstain or writeIns";
        var writeIns = paper.WriteIns ?? [];
        if (writeIns.Any(item => item.Count < 1) || !IsStrictlyAscending(writeIns))
            return "writeIns";
        if ((long)paper.Ballots + paper.Invalid > validForms)
            return "more votes than forms";
        if (paper.Options.Any(count => count > paper.Ballots))
            return "an option has more marks than there are votes";
        var sum = paper.Options.Sum(count => (long)count) + writeIns.Sum(item => (long)item.Count) + ((long)contest.Max * (paper.Abstain ?? 0));
        return sum >= (long)contest.Min * paper.Ballots && sum <= (long)contest.Max * paper.Ballots ? null : "number of marks";
    }

    private static bool IsStrictlyAscending(IReadOnlyList<PaperWriteIn> writeIns)
    {
        var bytes = writeIns.Select(item => Encoding.UTF8.GetBytes(item.Text)).ToList();
        return bytes.Zip(bytes.Skip(1)).All(pair => pair.First.AsSpan().SequenceCompareTo(pair.Second) < 0);
    }
}
