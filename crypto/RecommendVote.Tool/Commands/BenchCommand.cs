using System.CommandLine;
using RecommendVote.Tool.Bench;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv bench</c>: what checking costs on this machine, as ratios against baselines of the same run.</summary>
public static class BenchCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("bench", "measure how fast ballots and records are checked (at most 45 seconds on two free cores)") { json };
        command.SetAction((parsed, cancellation) =>
        {
            var report = LongWork.Run("bench", progress => BenchRun.Measure(progress, cancellation));
            if (parsed.GetValue(json))
                JsonOutput.Write(report);
            else
                Console.Out.WriteLine(report.ToText());
            return Task.FromResult(ExitCodes.Holds);
        });
        return command;
    }
}
