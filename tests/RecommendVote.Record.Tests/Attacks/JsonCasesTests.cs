using System.Text.Json;
using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Vectors;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>A51: tests/Corpus/json-cases.json, read by both implementations: texts that are JSON or not, and what the log's one form makes of them.</summary>
public sealed class JsonCasesTests
{
    [Fact]
    [Trait("Attack", "A51")]
    public void A51_every_case_is_decided_as_the_file_says_and_nothing_that_is_no_json_is_read()
    {
        var cases = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(RecordVector.Folder, "..", "Corpus", "json-cases.json"))).RootElement.EnumerateArray().ToList();
        foreach (var item in cases)
        {
            var name = item.GetProperty("name").GetString();
            var read = EntryBodies.TryDecode(
                Suite.P256, item.GetProperty("type").GetString()!, Convert.FromBase64String(item.GetProperty("json").GetString()!), out var body, out _);
            Assert.Equal((name, item.GetProperty("accept").GetBoolean()), (name, read));
            Assert.False(read && item.GetProperty("class").GetString() == "n", name);
            if (read)
                Assert.Equal(item.GetProperty("json").GetString(), Convert.ToBase64String(body!.ToBytes()));
        }
        Assert.True(cases.Count(c => c.GetProperty("class").GetString() == "n") >= 100);
        Assert.True(cases.Count(c => c.GetProperty("accept").GetBoolean()) >= 20);
    }
}
