using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Counts which checks held as entries pass, and says at the end which of them had their whole say.</summary>
internal sealed class CheckProgress
{
    private static readonly Check[] OfBallot =
        [Check.V18, Check.V19, Check.V20, Check.V21, Check.V22, Check.V23, Check.V24, Check.V25, Check.V26];

    private static readonly Check[] OfAudit = [.. OfBallot, Check.V35];

    private readonly int[] counts = new int[(int)Check.V40 + 1];
    private readonly HashSet<Check> judged = [];

    public void Count(Check check) => counts[(int)check]++;

    /// <summary>Says that a check of the end has had its say and holds, however often it was made.</summary>
    public void Judged(Check check, int count)
    {
        counts[(int)check] += count;
        judged.Add(check);
    }

    /// <summary>Counts the checks that an accepted entry of this type went through.</summary>
    public void Passed(string type)
    {
        Count(Check.V02);
        Count(Check.V03);
        if (type is not (EntryTypes.Ballot or EntryTypes.BallotAudited))
            Count(Check.V04);
        foreach (var check in Of(type))
            Count(check);
    }

    /// <summary>One outcome per check, V01 to V40.</summary>
    /// <param name="record">The record up to the failure or the end.</param>
    /// <param name="atEnd">Whether every entry was read.</param>
    /// <param name="failure">The first failure, or null.</param>
    public IReadOnlyList<CheckOutcome> Outcomes(MeetingRecord record, bool atEnd, Refusal? failure)
    {
        var outcomes = new List<CheckOutcome>();
        for (var check = Check.V01; check <= Check.V40; check++)
        {
            var count = counts[(int)check];
            // E5 says something only about ballots with write-in slots.
            if (check == Check.V25 && !HasSlots(record))
                count = 0;
            var state = failure?.Check == check ? CheckState.Failed
                : IsSettled(check, record, atEnd, count) ? CheckState.Passed
                : CheckState.NotChecked;
            outcomes.Add(new CheckOutcome(check, state, count, state == CheckState.Failed ? failure : null));
        }
        return outcomes;
    }

    /// <summary>Whether nothing that may still follow could fail this check: its stage is over, or the file is.</summary>
    private bool IsSettled(Check check, MeetingRecord record, bool atEnd, int count)
    {
        if (check is Check.V01 or Check.V05 or Check.V06 or Check.V34)
            return count > 0;
        if (check is Check.V40)
            return judged.Contains(check);
        if (atEnd && count > 0)
            return true;
        var ceremony = record.Ceremony;
        return check switch
        {
            Check.V02 or Check.V03 or Check.V04 or Check.V33 => false,
            Check.V07 => record.Manifest is not null,
            Check.V08 or Check.V15 or Check.V17 => record.Opened is not null,
            Check.V09 or Check.V10 => ceremony?.AllKeys == true,
            Check.V11 => ceremony?.AllShares == true,
            Check.V12 or Check.V13 => ceremony?.AllReady == true,
            Check.V14 => ceremony?.AllRehearsed == true,
            Check.V38 => record.Decryptions.Count > 0,
            Check.V36 or Check.V37 => record.Mixes.Count > 0 && record.BeforeTally is not null,
            Check.V28 or Check.V29 or Check.V30 or Check.V31 or Check.V32 => record.Result is not null,
            Check.V25 => record.Closed is not null && HasSlots(record),
            _ => record.Closed is not null,
        };
    }

    private static bool HasSlots(MeetingRecord record) => record.Contests?.Contests.Any(contest => contest.Slots > 0) == true;

    private static Check[] Of(string type) => type switch
    {
        EntryTypes.Manifest => [Check.V07],
        EntryTypes.Contests => [Check.V08],
        EntryTypes.TrusteeKey => [Check.V09, Check.V10],
        EntryTypes.TrusteeShares => [Check.V11],
        EntryTypes.TrusteeReady => [Check.V12],
        EntryTypes.TrusteeComplaint => [Check.V13],
        EntryTypes.Rehearsal => [Check.V14],
        EntryTypes.Cards => [Check.V15],
        EntryTypes.CardsVoided => [Check.V16],
        EntryTypes.Opened => [Check.V17],
        EntryTypes.Ballot => OfBallot,
        EntryTypes.BallotAudited => OfAudit,
        EntryTypes.CardReplaced => [Check.V39],
        EntryTypes.PaperCount => [Check.V38],
        EntryTypes.Closed => [Check.V27],
        EntryTypes.Mixed => [Check.V36, Check.V37],
        EntryTypes.TallyReady => [Check.V28],
        EntryTypes.Decryption => [Check.V29, Check.V30],
        EntryTypes.Result => [Check.V31, Check.V32],
        EntryTypes.Attestation => [Check.V33],
        _ => [],
    };
}
