namespace RecommendVote.Server.Hosting;

/// <summary>The server cannot start as it was asked to. The message begins with a stable code and is meant for the person at the console.</summary>
public sealed class StartupException(string code, string message) : Exception($"{code}: {message}")
{
    public string Code => code;
}
