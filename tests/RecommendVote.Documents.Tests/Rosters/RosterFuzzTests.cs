using RecommendVote.Rosters;
using RecommendVote.Tests.Common;

namespace RecommendVote.Documents.Tests.Rosters;

/// <summary>The readers of rosters and attendee lists under byte mutations of the demo's files: a named problem or rows, never an exception or a long wait.</summary>
public sealed class RosterFuzzTests(ITestOutputHelper output)
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("RV_FULL") == "1";

    public static TheoryData<string> Kinds => ["cadres", "attendees"];

    [Theory, MemberData(nameof(Kinds))]
    public void No_mutation_makes_a_reader_throw_or_hang(string kind)
    {
        string[] files = kind == "cadres"
            ? [DemoData.CadreRosterCsv, DemoData.CadreRosterGb18030, DemoData.CadreRosterXlsx]
            : [DemoData.AttendeesCsv, DemoData.AttendeesGb18030, DemoData.AttendeesXlsx];
        var seed = Full ? Environment.TickCount : 20261125;
        output.WriteLine($"seed {seed}");
        var fuzzer = new Fuzzer([.. files.Select(Files.DemoBytes)], new Random(seed));
        fuzzer.Run(bytes => Read(kind, bytes), Full ? TimeSpan.FromMinutes(30) : TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        output.WriteLine($"{fuzzer.Runs} inputs");
        Assert.True(fuzzer.Runs > files.Length);
    }

    /// <summary>Nothing is written again from a roster; what is read must be refused with a code or be counted rows.</summary>
    private static byte[]? Read(string kind, byte[] bytes)
    {
        var (refused, rows, fix) = kind == "cadres" ? Of(Files.Cadres(bytes).GetAwaiter().GetResult()) : Of(Files.Attendees(bytes).GetAwaiter().GetResult());
        if (!refused && rows == 0)
            throw new InvalidOperationException("neither refused nor read");
        return fix.Length >= 0 ? null : bytes;
    }

    private static (bool Refused, int Rows, byte[] Fix) Of<T>(ImportResult<T> result) => (result.FileRefused || result.ErrorCount > 0, result.RowsRead, result.MakeFixFile());
}
