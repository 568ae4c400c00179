using RecommendVote.Crypto;

namespace RecommendVote.Server.Data;

/// <summary>The suite that a row names.</summary>
public static class Suites
{
    /// <exception cref="InvalidOperationException">The stored name is not a suite: the database was changed from outside.</exception>
    public static Suite SuiteOf(this Meeting meeting) => Named(meeting.Suite);

    /// <inheritdoc cref="SuiteOf"/>
    public static Suite Named(string name) =>
        Suite.TryParse(name, out var suite) ? suite : throw new InvalidOperationException($"not a suite: {name}");
}
