using RecommendVote.Record;
using RecommendVote.Record.Cards;
using RecommendVote.Tool.Input;

namespace RecommendVote.Tool.Tests.Cards;

/// <summary>Plans over the manifest of a golden record.</summary>
internal static class CardPlans
{
    public static readonly PlannedClass A = new("A", "A", "A 领导班子成员", ["P1", "P2"], 7, 0);
    public static readonly PlannedClass B = new("B", "B", "B 中层干部", ["P1", "P2"], 12, 2);

    public static Bytes Manifest(string record) => RecordInput.Read(record).Entries[0];

    public static CardPlanFile Of(string record, params PlannedClass[] classes) =>
        new(Manifest(record), "https://vote.example", classes.Length == 0 ? [A, B] : classes);
}
