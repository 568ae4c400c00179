namespace RecommendVote.Server.Hosting;

/// <summary>Why something was not done: a stable code, with sentences for people in <see cref="RefusalTexts"/>.</summary>
/// <param name="Code">For example <c>already-cast</c>.</param>
/// <param name="Detail">What exactly, for staff and tools; never content of a ballot.</param>
public sealed record Refusal(string Code, string? Detail = null)
{
    public int Status => RefusalTexts.Of(Code).Status;
    public string Zh => RefusalTexts.Of(Code).Zh;
    public string En => RefusalTexts.Of(Code).En;
}
