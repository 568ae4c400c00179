using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Counts which checks held as entries pass, and says at the end which of them had their whole say.</summary>
internal sealed class CheckProgress
{
    private static readonly Check[] OfBallot =
        [Check.V18, Check.V19, Check.V20, Check.V21, Check.V22, Check.V23, Check.V24, Check.V25, Check.V26];

    private readonly int[] counts = new int[(int)Check.V34 + 1];

    public void Count(Check check) => counts[(int)check]++;

    /// <summary>Counts the checks that an accepted entry of this type went through.</summary>
    public void Passed(string type)
    {
        Count(Check.V02);
        Count(Check.V03);
        if (type != EntryTypes.Ballot)
            Count(Check.V04);
        foreach (var check in Of(type))
            Count(check);
    }

    /// <summary>One outcome per check, V01 to V34.</summary>
    /// <param name="record">The record up to the failure or the end.</param>
    /// <param name="atEnd">Whether every entry was read.</param>
    /// <param name="failure">The first failure, or null.</param>
    public IReadOnlyList<CheckOutcome> Outcomes(MeetingRecord record, bool atEnd, Refusal? failure)
    {
        var outcomes = new List<CheckOutcome>();
        for (var check = Check.V01; check <= Check.V34; check++)
        {
            var count = counts[(int)check];
            // E5 says something only about ballots with write-in slots, which are not supported yet.
            if (check == Check.V25)
                count = 0;
            var state = failure?.Check == check ? CheckState.Failed
                : IsSettled(check, record, atEnd, count) ? CheckState.Passed
                : CheckState.NotChecked;
            outcomes.Add(new CheckOutcome(check, state, count, state == CheckState.Failed ? failure : null));
        }
        return outcomes;
    }

    /// <summary>Whether nothing that may still follow could fail this check: its stage is over, or the file is.</summary>
    private static bool IsSettled(Check check, MeetingRecord record, bool atEnd, int count)
    {
        if (check is Check.V01 or Check.V05 or Check.V06 or Check.V34)
            return count > 0;
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
            Check.V28 or Check.V29 or Check.V30 or Check.V31 or Check.V32 => record.Result is not null,
            Check.V25 => false,
            _ => record.Closed is not null,
        };
    }

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
        EntryTypes.Closed => [Check.V27],
        EntryTypes.TallyReady => [Check.V28],
        EntryTypes.Decryption => [Check.V29, Check.V30],
        EntryTypes.Result => [Check.V31, Check.V32],
        EntryTypes.Attestation => [Check.V33],
        _ => [],
    };
}
