using System.CommandLine;
using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv compare</c>: does one record extend the other, or are there two histories of one meeting?</summary>
public static class CompareCommand
{
    public static Command Create()
    {
        var (first, second, json) = (CommonOptions.Record("A"), CommonOptions.Record("B"), CommonOptions.Json());
        var command = new Command("compare", "whether two records are of one history (verifies neither)") { first, second, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string pathA, string pathB, bool json)
    {
        using var a = RecordInput.OpenStream(pathA);
        using var b = RecordInput.OpenStream(pathB);
        var found = RecordComparer.Compare(a, b);
        if (json)
        {
            JsonOutput.Write(new
            {
                kind = Word(found.Kind),
                exitCode = found.ExitCode,
                firstSize = found.FirstSize,
                secondSize = found.SecondSize,
                partAt = found.PartAt,
                firstCheckpoint = found.FirstCheckpoint,
                secondCheckpoint = found.SecondCheckpoint,
                detail = found.Detail,
            });
            return found.ExitCode;
        }
        Console.Out.WriteLine(found.Kind switch
        {
            ComparisonKind.Same => $"the same record: {found.FirstSize} entries",
            ComparisonKind.SecondExtendsFirst => $"{pathB} ({found.SecondSize} entries) extends {pathA} ({found.FirstSize})",
            ComparisonKind.FirstExtendsSecond => $"{pathA} ({found.FirstSize} entries) extends {pathB} ({found.SecondSize})",
            ComparisonKind.Fork => $"two histories of one meeting: they part at entry {found.PartAt}. Both checkpoints are signed by the server; together they are the evidence:",
            ComparisonKind.DifferentMeetings => "records of different meetings: their manifests differ",
            _ => $"cannot be compared: {found.Detail}",
        });
        if (found.Kind == ComparisonKind.Fork)
            Console.Out.WriteLine($"\n{found.FirstCheckpoint}\n{found.SecondCheckpoint}".TrimEnd());
        return found.ExitCode;
    }

    private static string Word(ComparisonKind kind) => kind switch
    {
        ComparisonKind.Same => "same",
        ComparisonKind.SecondExtendsFirst => "second-extends-first",
        ComparisonKind.FirstExtendsSecond => "first-extends-second",
        ComparisonKind.Fork => "fork",
        ComparisonKind.DifferentMeetings => "different-meetings",
        _ => "unreadable",
    };
}
