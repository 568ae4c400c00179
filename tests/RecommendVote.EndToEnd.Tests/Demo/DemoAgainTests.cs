using Microsoft.Data.Sqlite;

namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary>What the demonstration prints follows from its input, and it wipes nobody's meeting.</summary>
public sealed class DemoAgainTests
{
    /// <summary>A ballot of category A that marks the first of P1 in the file; here that mark becomes an abstention.</summary>
    [Fact]
    public async Task One_choice_changed_by_hand_changes_the_printed_totals_by_just_that()
    {
        using var scratch = new Scratch();
        CopyProgram(Built.ServerFolder, scratch["program"]);
        var marks = Path.Combine(scratch["program"], "DemoData", "marks.csv");
        var lines = await File.ReadAllLinesAsync(marks, TestContext.Current.CancellationToken);
        Assert.Equal("A,1,2,,,1", lines[1]);
        lines[1] = "A,弃权,2,,,1";
        await File.WriteAllLinesAsync(marks, lines, TestContext.Current.CancellationToken);

        await using var demo = new DemoRun(Path.Combine(scratch["program"], "RecommendVote.Server.dll"));
        var output = await demo.FinishAsync();

        Assert.Equal([18, 12, 7, 5, 3, 2, 1, 1], output.Positions[0].Ranking);
        Assert.Equal(5, output.Positions[0].Abstain);
        Assert.Equal([16, 14, 8, 5, 3, 2, 1], output.Positions[1].Ranking);
        Assert.Equal(5, output.Positions[1].Abstain);
        Assert.Equal((56, 55), output.Turnout);
        Assert.Equal(0, (await Rv.RunAsync("verify", demo.Record)).ExitCode);
    }

    [Fact]
    public async Task A_folder_that_the_demonstration_did_not_make_is_left_alone()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["mine"]);
        await File.WriteAllTextAsync(Path.Combine(scratch["mine"], "letter.txt"), "keep", TestContext.Current.CancellationToken);
        await using var demo = new RunningProcess(Built.ServerDll, scratch.Folder, "demo", "--urls", FreePort.Address(), "--data", scratch["mine"]);
        Assert.NotEqual(0, await demo.ExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("demo-data-refused", demo.Output, StringComparison.Ordinal);
        Assert.Equal("keep", await File.ReadAllTextAsync(Path.Combine(scratch["mine"], "letter.txt"), TestContext.Current.CancellationToken));
    }

    /// <summary>The folder bears the demonstration's marker, but one of its meetings is real.</summary>
    [Fact]
    public async Task A_folder_with_a_meeting_that_is_no_demonstration_is_left_alone()
    {
        using var scratch = new Scratch();
        var data = Directory.CreateDirectory(scratch["data"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "demonstration.txt"), "", TestContext.Current.CancellationToken);
        var database = Path.Combine(data, "recommendvote.db");
        await using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "create table Meetings (Id text primary key, Demo integer); insert into Meetings values ('demo-1', 1), ('real-1', 0)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await using var demo = new RunningProcess(Built.ServerDll, scratch.Folder, "demo", "--urls", FreePort.Address(), "--data", data);
        Assert.NotEqual(0, await demo.ExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("demo-data-refused", demo.Output, StringComparison.Ordinal);
        Assert.Contains("real-1", demo.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(database));
    }

    /// <summary>Only the files that are changed are copied; the rest are links, so that a large program is quick to copy.</summary>
    private static void CopyProgram(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            if (Path.GetFileName(folder) != "DemoData")
                Directory.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(folder)), folder);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(to, "DemoData"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "DemoData")))
            File.Copy(file, Path.Combine(to, "DemoData", Path.GetFileName(file)));
    }
}
