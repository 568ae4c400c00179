using RecommendVote.Server.Demo;
using RecommendVote.Server.Hosting;

if (args.Any(arg => arg is "--help" or "-h" or "-?"))
    return Usage.Print(Console.Out, 0);

// The first word says what to do; without one the server runs. Options (--data, --urls, ...) may follow.
var word = args.FirstOrDefault(arg => !arg.StartsWith('-')) is { } first && args[0] == first ? first : null;
return word switch
{
    null => await ServeCommand.RunAsync(args),
    DemoCommand.Word => await DemoCommand.RunAsync(args),
    AttendCommand.Word => await AttendCommand.RunAsync(args),
    "help" => Usage.Print(Console.Out, 0),
    _ => Usage.Print(Console.Error, 2, $"unknown command: {word}"),
};
