using System.Reflection;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>Where the programs and files under test stand.</summary>
internal static class Built
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string ServerFolder { get; } = OutputOf("server");

    public static string ServerDll { get; } = Path.Combine(ServerFolder, "RecommendVote.Server.dll");

    public static string RvDll { get; } = Path.Combine(OutputOf("crypto/RecommendVote.Tool"), "rv.dll");

    public static string Vectors { get; } = Path.Combine(RepositoryRoot, "tests", "Vectors");

    /// <summary>Pictures of pages, for people to look at; git ignores the folder.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(RepositoryRoot, "test-output", "pictures")).FullName;

    private static string OutputOf(string project) => Path.Combine(RepositoryRoot, project, "bin", Metadata("Configuration"), "net10.0");

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == key).Value!;
}
