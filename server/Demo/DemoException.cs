using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Demo;

/// <summary>A step of the demonstration did not go as it must; the message names the step and the refusal's code.</summary>
public sealed class DemoException(string message) : Exception(message)
{
    /// <summary>The value of an outcome that the demonstration relies on.</summary>
    public static T Need<T>(Outcome<T> outcome, string step)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Ok ? outcome.Value : throw new DemoException($"{step}: {outcome.Refusal.Code} {outcome.Refusal.Detail} {outcome.Refusal.En}");
    }
}
