using RecommendVote.Server.Hosting;

// The first word says what to do; without one the server runs. Options (--data, --urls, ...) may follow.
var word = args.FirstOrDefault(arg => !arg.StartsWith('-')) is { } first && args[0] == first ? first : null;
return word switch
{
    null => await ServeCommand.RunAsync(args),
    "help" => Usage.Print(Console.Out, 0),
    _ => Usage.Print(Console.Error, 2, $"unknown command: {word}"),
};
