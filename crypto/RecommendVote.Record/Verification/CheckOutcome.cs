namespace RecommendVote.Record;

/// <summary>How a numbered check came out.</summary>
public enum CheckState
{
    NotChecked,
    Passed,
    Failed,
}

/// <summary>One line of a verifier's report.</summary>
/// <param name="Check">The number.</param>
/// <param name="State">Passed, failed or not checked.</param>
/// <param name="Count">How often it was made and held.</param>
/// <param name="Refusal">What failed and where; null unless failed.</param>
public sealed record CheckOutcome(Check Check, CheckState State, int Count, Refusal? Refusal);
