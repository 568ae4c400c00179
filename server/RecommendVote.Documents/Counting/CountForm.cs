namespace RecommendVote.Documents.Counting;

/// <summary>The count form 计票结果汇总表. Names stand in the order given, which is the ballot's stroke order: the form ranks nobody.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Totals">Heads and ballots of the whole meeting.</param>
/// <param name="Positions">The positions in ballot order.</param>
/// <param name="Record">The record that the counts were decrypted from.</param>
/// <param name="PrintedAt">UTC.</param>
public sealed record CountForm(MeetingHeader Meeting, CountTotals Totals, IReadOnlyList<CountPosition> Positions, RecordReference Record, DateTime PrintedAt)
{
    /// <summary>People who were graded or voted on, a table for each set of answers.</summary>
    public IReadOnlyList<CountJudgements> Judgements { get; init; } = [];

    /// <summary>Paper forms beside the screen; null when none were used.</summary>
    public CountPaper? Paper { get; init; }

    /// <summary>Audits made before casting, by everybody.</summary>
    public int Audits { get; init; }
}

/// <summary>Heads and ballots.</summary>
/// <param name="Expected">应到.</param>
/// <param name="Present">实到.</param>
/// <param name="Printed">Cards printed.</param>
/// <param name="Voided">Cards voided before or during the meeting.</param>
/// <param name="Issued">发出: cards handed out.</param>
/// <param name="Returned">收回: cards with a ballot that counts.</param>
/// <param name="Valid">有效.</param>
/// <param name="Invalid">无效.</param>
public sealed record CountTotals(int Expected, int Present, int Printed, int Voided, int Issued, int Returned, int Valid, int Invalid)
{
    public int Unreturned => Issued - Returned;

    /// <summary>Spare cards that the appointed challengers used to audit; they are not handed out and never vote.</summary>
    public int Challengers { get; init; }

    /// <summary>Cards given out for lost ones; they are among those handed out.</summary>
    public int Replaced { get; init; }
}

/// <summary>The counts of one position.</summary>
/// <param name="Title">The position.</param>
/// <param name="MaxNames">How many names a ballot may bear.</param>
/// <param name="Ballots">Valid ballots that had this position, abstentions included: the denominator of all rates.</param>
/// <param name="Abstain">弃权.</param>
/// <param name="Groups">The groups whose counts are opened apart; none or one when there is nothing to tell apart.</param>
/// <param name="Names">All names of the ballot.</param>
public sealed record CountPosition(string Title, int MaxNames, int Ballots, int Abstain, IReadOnlyList<CountGroup> Groups, IReadOnlyList<CountName> Names)
{
    /// <summary>Names written in (名册以外), as the record gives them.</summary>
    public IReadOnlyList<CountWriteIn> WriteIns { get; init; } = [];

    /// <summary>Why the position's counts were not opened, in both languages; null when they were.</summary>
    public string? WithheldBecause { get; init; }
}

/// <summary>A voter category, or several merged ones.</summary>
public sealed record CountGroup(string Label, int Ballots, int Abstain);

/// <summary>One name of the ballot.</summary>
/// <param name="Name">The name.</param>
/// <param name="Detail">Unit and post, as on the ballot.</param>
/// <param name="Votes">得票.</param>
/// <param name="GroupVotes">Votes per group, in the order of the groups.</param>
public sealed record CountName(string Name, string Detail, int Votes, IReadOnlyList<int> GroupVotes);

/// <summary>Names or other classes of write-ins with their count.</summary>
public sealed record CountWriteIn(string Text, int Count);
