using System.CommandLine;
using RecommendVote.Crypto;

namespace RecommendVote.Tool.Input;

/// <summary>Options that several commands share, each with one name and one meaning.</summary>
public static class CommonOptions
{
    public static Option<Suite> Suite()
    {
        var option = new Option<Suite>("--suite")
        {
            Description = "P256-SHA256 or SM2-SM3",
            Required = true,
            HelpName = "S",
            CustomParser = result =>
            {
                if (Crypto.Suite.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : null, out var suite))
                    return suite;
                result.AddError("--suite is P256-SHA256 or SM2-SM3");
                return null!;
            },
        };
        option.CompletionSources.Add("P256-SHA256", "SM2-SM3");
        return option;
    }

    public static Option<string> Out(string description) => new("--out") { Description = description, Required = true, HelpName = "FILE" };

    public static Option<bool> Json() => new("--json") { Description = "answer in JSON, for machines" };

    public static Argument<string> Record(string name = "FILE") => new(name) { Description = "a record (.zip)" };

    /// <summary>An integer of a range; anything else is an error of the command line.</summary>
    public static Option<int> Count(string name, string description, int least, int most, int? standard = null)
    {
        var option = new Option<int>(name) { Description = $"{description} ({least}..{most})", Required = standard is null, HelpName = "N" };
        if (standard is { } value)
            option.DefaultValueFactory = _ => value;
        option.Validators.Add(result =>
        {
            if (result.Implicit)
                return;
            if (!int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var given) || given < least || given > most)
                result.AddError($"{name} is a number from {least} to {most}");
        });
        return option;
    }
}
