using System.Text;
using System.Text.Json;

namespace RecommendVote.Tool.Tests;

public sealed class VerifyCommandTests(GoldenRecords records)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Golden => records.Of("SM2-SM3");

    [Fact]
    public async Task Without_an_anchor_the_first_line_says_so_and_names_the_mark()
    {
        var run = await Rv.RunAsync("verify", Golden);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("not compared with anything noted in the room", run.FirstLine, StringComparison.Ordinal);
        Assert.Contains("DEMO", run.FirstLine, StringComparison.Ordinal);
        for (var check = 1; check <= 34; check++)
            Assert.Contains($"\nV{check:00} ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anchors_are_compared_in_every_spelling()
    {
        var json = (await Rv.RunAsync("verify", Golden, "--json")).Json;
        var hash = json.GetProperty("meeting").GetProperty("manifestHash").GetString()!;
        var base64Url = Convert.ToBase64String(Convert.FromHexString(hash)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        foreach (var spelling in new[] { hash, hash.ToUpperInvariant(), base64Url })
        {
            var run = await Rv.RunAsync("verify", Golden, "--manifest", spelling);
            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain("not compared", run.FirstLine, StringComparison.Ordinal);
        }
        var other = await Rv.RunAsync("verify", Golden, "--manifest", new string('0', 64), "--json");
        Assert.Equal(1, other.ExitCode);
        Assert.Equal("anchor-differs", Check(other, "V06").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, other.Json.GetProperty("contests").ValueKind);
    }

    [Fact]
    public async Task A_noted_checkpoint_may_be_text_or_a_file_and_must_be_of_this_log()
    {
        using var folder = new TemporaryFolder();
        var note = string.Join('\n', (await Rv.RunAsync("inspect", Golden)).Out.Split('\n').SkipWhile(line => !line.StartsWith("recommendvote/", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(folder.File("note.txt"), note, Token);
        Assert.Equal(0, (await Rv.RunAsync("verify", Golden, "--checkpoint", folder.File("note.txt"))).ExitCode);
        Assert.Equal(0, (await Rv.RunAsync("verify", Golden, "--checkpoint", note)).ExitCode);
        Assert.Equal(1, (await Rv.RunAsync("verify", records.Of("P256-SHA256"), "--checkpoint", note)).ExitCode);
    }

    [Fact]
    public async Task One_flipped_bit_of_any_entry_fails_a_check_that_names_the_entry()
    {
        using var folder = new TemporaryFolder();
        var whole = await File.ReadAllBytesAsync(Golden, Token);
        var starts = EntryStarts(whole);
        var every = Environment.GetEnvironmentVariable("RV_FULL") == "1";
        for (var entry = 0; entry < starts.Count; entry += every ? 1 : entry < 17 ? 3 : 13)
        {
            var spoilt = whole.ToArray();
            spoilt[starts[entry] + 120] ^= 1;
            await File.WriteAllBytesAsync(folder.File("spoilt.zip"), spoilt, Token);
            var run = await Rv.RunAsync("verify", folder.File("spoilt.zip"), "--json");
            Assert.Equal(1, run.ExitCode);
            var failed = Assert.Single(run.Json.GetProperty("checks").EnumerateArray(), check => check.GetProperty("outcome").GetString() == "failed");
            Assert.Equal(entry, failed.GetProperty("entry").GetInt32());
            Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("contests").ValueKind);
        }
    }

    [Fact]
    public async Task A_truncated_file_and_what_is_no_record_are_unreadable()
    {
        using var folder = new TemporaryFolder();
        var whole = await File.ReadAllBytesAsync(Golden, Token);
        foreach (var length in new[] { 0, 30, whole.Length / 2, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(folder.File("cut.zip"), whole[..length], Token);
            var run = await Rv.RunAsync("verify", folder.File("cut.zip"), "--json");
            Assert.Equal((2, "unreadable"), (run.ExitCode, run.Json.GetProperty("outcome").GetString()));
        }
        Assert.Equal(2, (await Rv.RunAsync("verify", folder.File("nowhere.zip"))).ExitCode);
        Assert.Equal(2, (await Rv.RunAsync("verify", folder.Root)).ExitCode);
        Assert.Equal(2, (await Rv.RunAsync("inspect", folder.File("cut.zip"), "--entry", "0")).ExitCode);
    }

    [Fact]
    public async Task Two_records_are_the_same_or_of_different_meetings()
    {
        var same = await Rv.RunAsync("compare", Golden, Golden, "--json");
        Assert.Equal((0, "same"), (same.ExitCode, same.Json.GetProperty("kind").GetString()));
        var other = await Rv.RunAsync("compare", Golden, records.Of("P256-SHA256"), "--json");
        Assert.Equal((2, "different-meetings"), (other.ExitCode, other.Json.GetProperty("kind").GetString()));
    }

    private static JsonElement Check(Rv.Outcome run, string number) =>
        run.Json.GetProperty("checks").EnumerateArray().First(check => check.GetProperty("check").GetString() == number);

    /// <summary>Offsets in the file of every entry's first byte: the member is stored, so they stand in clear.</summary>
    private static List<int> EntryStarts(byte[] file)
    {
        var starts = new List<int>();
        var at = file.AsSpan().IndexOf("{\"type\":"u8);
        while (at >= 0 && file.AsSpan(at).StartsWith(Encoding.ASCII.GetBytes("{\"type\":")))
        {
            starts.Add(at);
            at += file.AsSpan(at).IndexOf((byte)'\n') + 1;
        }
        return starts;
    }
}
