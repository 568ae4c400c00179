using System.Text.Encodings.Web;
using System.Text.Json;

namespace RecommendVote.Record.Tests.Vectors;

/// <summary>A line of tests/Vectors/records/index.json: a record file and what every verifier must say of it.</summary>
/// <param name="File">Name in tests/Vectors/records.</param>
/// <param name="Suite">The record's suite.</param>
/// <param name="Description">What was changed.</param>
/// <param name="ExpectExit">0 all hold, 1 a check fails, 2 unreadable or incomplete.</param>
/// <param name="FailingCheck">V01..V40, or null when all hold.</param>
/// <param name="Code">The stable code, or null.</param>
/// <param name="EntryIndex">The entry that is named, or null.</param>
internal sealed record RecordVector(
    string File, string Suite, string Description, int ExpectExit, string? FailingCheck, string? Code, int? EntryIndex)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static string Folder { get; } = FindFolder();

    public static string IndexPath => Path.Combine(Folder, "records", "index.json");

    public static IReadOnlyList<RecordVector> Read() =>
        JsonSerializer.Deserialize<List<RecordVector>>(System.IO.File.ReadAllText(IndexPath), Options)!;

    public static string Write(IEnumerable<RecordVector> vectors) => JsonSerializer.Serialize(vectors.ToList(), Options) + "\n";

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Vectors");
            if (Directory.Exists(candidate))
                return candidate;
        }
        throw new DirectoryNotFoundException("tests/Vectors");
    }
}
