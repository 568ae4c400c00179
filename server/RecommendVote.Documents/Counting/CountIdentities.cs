namespace RecommendVote.Documents.Counting;

/// <summary>A sum that must be right, in words.</summary>
public sealed record CountIdentity(string Text, bool Holds);

/// <summary>The sums that every count form must satisfy; the form prints each with its outcome and hides none.</summary>
public static class CountIdentities
{
    public static IReadOnlyList<CountIdentity> Of(CountForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var t = form.Totals;
        var list = new List<CountIdentity>
        {
            t.Challengers == 0
                ? new($"印制 {t.Printed} = 发出 {t.Issued} + 作废 {t.Voided}", t.Printed == t.Issued + t.Voided)
                : new($"印制 {t.Printed} = 发出 {t.Issued} + 作废 {t.Voided} + 核查用 {t.Challengers}", t.Printed == t.Issued + t.Voided + t.Challengers),
            new($"发出 {t.Issued} = 收回 {t.Returned} + 未收回 {t.Unreturned}", t.Unreturned >= 0),
            new($"收回 {t.Returned} = 有效 {t.Valid} + 无效 {t.Invalid}", t.Returned == t.Valid + t.Invalid),
            new($"实到 {t.Present} ≤ 应到 {t.Expected}", t.Present <= t.Expected),
            t.Replaced == 0
                ? new($"发出 {t.Issued} ≤ 实到 {t.Present}", t.Issued <= t.Present)
                : new($"发出 {t.Issued} ≤ 实到 {t.Present} + 补发 {t.Replaced}", t.Issued <= t.Present + t.Replaced),
            new($"收回 {t.Returned} ≤ 实到 {t.Present}", t.Returned <= t.Present),
        };
        if (form.Paper is { } paper)
        {
            list.Add(new($"纸质票：发出 {paper.HandedOut} ≥ 收回 {paper.Returned} ≥ 无效 {paper.Invalid}", paper.HandedOut >= paper.Returned && paper.Returned >= paper.Invalid));
            list.Add(new($"电子收回 {t.Returned} + 纸质收回 {paper.Returned} ≤ 实到 {t.Present}", t.Returned + paper.Returned <= t.Present));
        }

        foreach (var position in form.Positions.Where(p => p.WithheldBecause is null))
        {
            list.AddRange(Of(position));
        }

        foreach (var people in form.Judgements.Where(item => item.People.All(person => !person.IsWithheld)))
        {
            list.Add(new($"{people.Title}：每人各项之和 = 有效票", people.People.All(person => person.Counts.Sum() == person.Ballots)));
        }

        return list;
    }

    private static IEnumerable<CountIdentity> Of(CountPosition p)
    {
        var votes = p.Names.Sum(n => n.Votes) + p.WriteIns.Sum(w => w.Count);
        var most = (p.Ballots - p.Abstain) * p.MaxNames;
        yield return new($"{p.Title}：得票合计 {votes} ≤（有效 {p.Ballots}－弃权 {p.Abstain}）× {p.MaxNames} = {most}", votes <= most && p.Abstain <= p.Ballots);
        if (p.Groups.Count > 0)
        {
            var same = p.Groups.Sum(g => g.Ballots) == p.Ballots && p.Groups.Sum(g => g.Abstain) == p.Abstain
                && p.Names.All(n => n.GroupVotes.Count == p.Groups.Count && n.GroupVotes.Sum() == n.Votes);
            yield return new($"{p.Title}：各类别之和 = 合计", same);
        }
    }
}
