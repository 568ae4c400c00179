using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Makes bodies that repeat what the record holds, so that they pass the gate if nothing is appended in between.</summary>
public static class BodyComposer
{
    /// <summary>16 random bytes for a staff-made entry (B6).</summary>
    public static Bytes Nonce(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var nonce = new byte[FieldRules.NonceLength];
        random.Fill(nonce);
        return nonce;
    }

    /// <summary>The opening over the record as it is.</summary>
    /// <exception cref="InvalidOperationException">There are no contests or no joint key yet.</exception>
    public static OpenedBody Opened(MeetingRecord record, IReadOnlyList<Attendance> attendance, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.JointKey is not { } h || record.Contests is null)
            throw new InvalidOperationException("a meeting opens with contests and a joint key");
        return new OpenedBody
        {
            Nonce = Nonce(random),
            H = h.Encode(),
            Contests = record.ContestsHash,
            Size = record.Size,
            Root = record.Tree!.Root(),
            Attendance = attendance,
        };
    }

    /// <summary>The closing over the record as it is.</summary>
    /// <param name="record">An open meeting.</param>
    /// <param name="attendance">Final attendance, one item per category in order.</param>
    /// <param name="handedOut">Cards handed out, per category in order.</param>
    /// <param name="random">For the nonce.</param>
    /// <param name="challengeCards">Cards of the appointed challengers, 65 bytes each, in any order; they do not count as handed out.</param>
    /// <exception cref="InvalidOperationException">The meeting is not open.</exception>
    public static ClosedBody Closed(
        MeetingRecord record, IReadOnlyList<Attendance> attendance, IReadOnlyList<int> handedOut, IRandomSource random,
        IEnumerable<Bytes>? challengeCards = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Phase != MeetingPhase.Open)
            throw new InvalidOperationException("only an open meeting closes");
        return new ClosedBody
        {
            Nonce = Nonce(random),
            Size = record.Size,
            Root = record.Tree!.Root(),
            Attendance = attendance,
            Counts = [.. record.Turnout.Zip(handedOut, (item, handed) => new CategoryCount(item.Category, item.Cards, item.Voided, handed, item.Ballots))],
            CountedRoot = record.State.CountedTree.Root(),
            ChallengeCards = BytesVector.Join((challengeCards ?? []).Distinct().Order(), Point.Length),
        };
    }

    /// <summary>An attestation about the record as it is.</summary>
    /// <param name="record">The record that the officer verified.</param>
    /// <param name="verdict"><see cref="AttestationBody.Verified"/> or <see cref="AttestationBody.Objection"/>.</param>
    /// <param name="text">May be empty.</param>
    /// <param name="random">For the nonce.</param>
    public static AttestationBody Attestation(MeetingRecord record, string verdict, string text, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new AttestationBody { Nonce = Nonce(random), Verdict = verdict, Size = record.Size, Root = record.Tree!.Root(), Text = text };
    }
}
