using System.Text.Json;

namespace RecommendVote.EndToEnd.Tests.Vectors;

/// <summary>The vectors that both implementations share, computed again by the client's code in a real browser.</summary>
public sealed class VectorTests
{
    [Fact]
    public async Task All_shared_vectors_hold_in_Chromium()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var device = await chromium.DeviceAsync(Chromium.Desk);
        await device.Page.GotoAsync(server.Address + "/client/vectors.html");
        var cases = 0;
        foreach (var file in Directory.EnumerateFiles(Built.Vectors, "*.json").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            var report = await device.Page.EvaluateAsync<JsonElement>("text => window.runVectors(JSON.parse(text))", text);
            Assert.Empty(report.GetProperty("failed").EnumerateArray().Select(item => $"{Path.GetFileName(file)}: {item.GetString()}"));
            using var wanted = JsonDocument.Parse(text);
            Assert.Equal(wanted.RootElement.GetArrayLength(), report.GetProperty("passed").GetInt32());
            cases += wanted.RootElement.GetArrayLength();
        }
        TestContext.Current.TestOutputHelper?.WriteLine("{0} cases", cases);
        Assert.True(cases > 100);
        Assert.Empty(device.Errors);
    }
}
