using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Crypto;

/// <summary>The M bits and the texts of a ballot that obeys the rules of its contests.</summary>
public sealed class BallotMarks
{
    private BallotMarks(bool[] bits, string[] texts)
    {
        Bits = bits;
        Texts = texts;
    }

    /// <summary>M bits, slack last.</summary>
    public IReadOnlyList<bool> Bits { get; }

    /// <summary>One text per slot, empty when unused.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>
    /// Turns choices into bits. Refuses: a wrong number of choices, an option out of range or twice, too many or unwritable write-ins,
    /// an abstain mark with other marks or without an abstain bit, fewer marks than min or more than max. An empty form sets the
    /// abstain bit where there is one (B21).
    /// </summary>
    public static bool TryCreate(
        BallotLayout layout, IReadOnlyList<ContestChoice>? choices, [NotNullWhen(true)] out BallotMarks? marks, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(layout);
        marks = null;
        var bits = new bool[layout.Bits];
        var texts = new string[layout.Slots];
        Array.Fill(texts, string.Empty);
        if (choices is null || choices.Count != layout.Contests.Count)
        {
            fault = "one choice per contest";
            return false;
        }
        for (var contest = 0; contest < choices.Count; contest++)
        {
            fault = Mark(layout, contest, choices[contest], bits, texts);
            if (fault is not null)
                return false;
        }
        marks = new BallotMarks(bits, texts);
        fault = null;
        return true;
    }

    private static string? Mark(BallotLayout layout, int contest, ContestChoice choice, bool[] bits, string[] texts)
    {
        var shape = layout.Contests[contest];
        var count = 0;
        foreach (var option in choice.Options)
        {
            if (option < 0 || option >= shape.Options || bits[layout.OptionBit(contest, option)])
                return "an option out of range or twice";
            bits[layout.OptionBit(contest, option)] = true;
            count++;
        }
        if (choice.WriteIns.Count > shape.Slots)
            return "more write-ins than slots";
        for (var slot = 0; slot < choice.WriteIns.Count; slot++)
        {
            if (choice.WriteIns[slot].Length == 0)
                continue;
            if (!WriteInText.IsAllowed(choice.WriteIns[slot]))
                return "a write-in that cannot be written";
            texts[layout.TextIndex(contest, slot)] = choice.WriteIns[slot];
            bits[layout.UsedBit(contest, slot)] = true;
            count++;
        }
        if (choice.Abstain && (!shape.Abstain || count > 0))
            return "an abstain mark that the contest or the other marks do not allow";
        if (shape.Abstain && count == 0)
        {
            bits[layout.AbstainBit(contest)] = true;
            return null;
        }
        if (count < shape.Min || count > shape.Max)
            return "fewer or more marks than allowed";
        for (var i = 0; i < shape.Max - count; i++)
            bits[layout.SlackBit(contest, i)] = true;
        return null;
    }
}
