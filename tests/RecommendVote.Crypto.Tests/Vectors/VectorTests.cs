using System.Text.Json.Nodes;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Every vectors file in tests/Vectors, ours and the other implementation's. RV_WRITE_VECTORS=1 writes ours anew.</summary>
public class VectorTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!)
            .Where(f => f.StartsWith("crypto-", StringComparison.Ordinal) || f.StartsWith("ts-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("Attack", "A26")]
    public void A26_every_case_of_a_vectors_file_comes_out_as_it_says(string file)
    {
        var strict = file.StartsWith("crypto-", StringComparison.Ordinal);
        foreach (var (number, @case) in VectorCase.Read(Path.Combine(Folder, file)).Index())
        {
            var where = $"{file} #{number} {@case.Kind}: {@case.Description}";
            Assert.True(Suite.TryParse(@case.Suite, out var suite), where);
            Assert.True(VectorChecks.Kinds.TryGetValue(@case.Kind, out var check), where);
            JsonObject output;
            try
            {
                output = check(suite, @case.Input);
            }
            catch (VectorRejectedException rejected)
            {
                Assert.True(@case.Expect == "reject", $"{where}: refused with {rejected.Message}");
                Assert.True(!strict || rejected.Message == @case.Reason, $"{where}: {rejected.Message} instead of {@case.Reason}");
                continue;
            }
            Assert.True(@case.Expect == "accept", where + ": accepted");
            foreach (var (member, value) in @case.Output)
                Assert.True(JsonNode.DeepEquals(value, output[member]), $"{where}: {member} differs");
        }
    }

    [Fact]
    public void The_checked_in_files_are_what_the_generator_makes()
    {
        foreach (var (file, cases) in VectorGenerator.All())
        {
            var path = Path.Combine(Folder, file);
            var text = VectorCase.Write(cases);
            if (Environment.GetEnvironmentVariable("RV_WRITE_VECTORS") == "1")
                File.WriteAllText(path, text);
            Assert.True(File.Exists(path), file);
            Assert.Equal(text, File.ReadAllText(path));
        }
    }

    [Fact]
    public void Every_kind_has_accepted_and_rejected_cases_where_it_can_be_rejected()
    {
        var cases = VectorGenerator.All().SelectMany(f => f.Cases).ToArray();
        string[] total = ["hash", "hash-to-scalar", "hash-to-curve", "generator", "transcript", "weights", "card-key", "fingerprint", "short-tracker", "staff-sign", "trustee-commit", "trustee-key-prove", "trustee-complaint-prove", "trustee-keys", "rehearsal", "combine", "write-ins"];
        foreach (var kind in VectorChecks.Kinds.Keys)
        {
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                Assert.Contains(cases, c => c.Kind == kind && c.Suite == suite && c.Expect == "accept");
                if (!total.Contains(kind))
                    Assert.Contains(cases, c => c.Kind == kind && c.Suite == suite && c.Expect == "reject");
            }
        }
    }

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
