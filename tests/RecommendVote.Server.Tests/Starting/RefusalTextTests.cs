using System.Text.RegularExpressions;
using RecommendVote.Record;
using RefusalTexts = RecommendVote.Server.Hosting.RefusalTexts;

namespace RecommendVote.Server.Tests.Starting;

/// <summary>Every code that the server or the gate can answer has its row with both sentences.</summary>
public sealed partial class RefusalTextTests
{
    [Fact]
    public void Every_code_of_the_gate_has_a_row()
    {
        var codes = typeof(Codes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.True(codes.Count > 20);
        Assert.Empty(codes.Except(RefusalTexts.All.Keys));
    }

    [Fact]
    public void Every_code_written_in_the_server_has_a_row()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "server", "Features")))
            folder = Path.GetDirectoryName(folder)!;
        var codes = new[] { "Console", "Features", "Hosting" }
            .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, "server", part), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .SelectMany(file => Written().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value)).Distinct().ToList();
        Assert.True(codes.Count > 40);
        Assert.Empty(codes.Except(RefusalTexts.All.Keys));
    }

    [Fact]
    public void Every_row_speaks_both_languages()
    {
        Assert.All(RefusalTexts.All, row =>
        {
            Assert.InRange(row.Value.Status, 400, 599);
            Assert.Contains(row.Value.Zh, c => c >= 0x4e00);
            Assert.DoesNotContain(row.Value.En, c => c >= 0x4e00);
        });
    }

    [GeneratedRegex("(?:new (?:Hosting\\.)?Refusal|Refused|RefusalReply\\.Of)\\(\"(?<code>[a-z-]+)\"")]
    private static partial Regex Written();
}
