using System.CommandLine;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary>The command <c>rv</c>: its subcommands, and how every one of them ends.</summary>
public static class RvCommand
{
    public static RootCommand Create() => new("RecommendVote on your own machine: verify, compare and inspect records, simulate meetings, make cards, be a trustee.")
    {
        VerifyCommand.Create(),
        CompareCommand.Create(),
        SimulateCommand.Create(),
        InspectCommand.Create(),
        CardsCommand.Create(),
        SumsCommand.Create(),
        BenchCommand.Create(),
        TrusteeCommand.Create(),
        WitnessCommand.Create(),
    };

    /// <summary>Runs one command line; 0 holds, 1 fails, 2 cannot be used (also for missing options and unknown commands).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
                await Console.Error.WriteLineAsync("rv: " + error);
            await Console.Error.WriteLineAsync($"rv: '{CommandPath(parsed)} --help' shows what it takes");
            return ExitCodes.Unusable;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ToolException fault)
        {
            await Console.Error.WriteLineAsync("rv: " + fault.Message);
            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("rv: stopped");
            return ExitCodes.Unusable;
        }
    }

    private static string CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(at.Command is RootCommand ? "rv" : at.Command.Name);
        return string.Join(' ', names);
    }
}
