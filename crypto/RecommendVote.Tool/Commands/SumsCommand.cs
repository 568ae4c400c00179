using System.CommandLine;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv sums</c>: SM3 and SHA-256 of files, where the machine has no program for SM3.</summary>
public static class SumsCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "files", Arity = ArgumentArity.OneOrMore };
        var command = new Command("sums", "print SM3 and SHA-256 of files") { files };
        command.SetAction(parsed =>
        {
            foreach (var file in parsed.GetRequiredValue(files))
                Console.Out.Write($"{file}\n{FileSums.Lines(InputFile.Read(file, InputFile.Limit))}");
            return ExitCodes.Holds;
        });
        return command;
    }
}
