using System.Globalization;
using System.Text.RegularExpressions;

namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary>What the demonstration printed, read as a person reads it.</summary>
internal sealed partial class DemoOutput
{
    public sealed record Position(string Id, int Ballots, int Abstain, IReadOnlyDictionary<string, int> Votes)
    {
        /// <summary>The votes of everybody who got any, most first.</summary>
        public IEnumerable<int> Ranking => Votes.Values.Where(count => count > 0).OrderDescending();
    }

    public DemoOutput(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n'))
        {
            if (Head().Match(line) is { Success: true } head)
                Positions.Add(new Position(head.Groups["id"].Value, Number(head.Groups["ballots"]), Number(head.Groups["abstain"]), new Dictionary<string, int>()));
            else if (Row().Match(line) is { Success: true } row)
                ((Dictionary<string, int>)Positions[^1].Votes).Add(row.Groups["who"].Value, Number(row.Groups["votes"]));
            else if (Check().Match(line) is { Success: true } check)
                Checks.Add((check.Groups["number"].Value, check.Groups["state"].Value));
        }
    }

    public string Text { get; }

    public List<Position> Positions { get; } = [];

    public List<(string Number, string State)> Checks { get; } = [];

    public (int HandedOut, int Returned) Turnout => TurnoutLine().Match(Text) is { Success: true } match
        ? (Number(match.Groups["out"]), Number(match.Groups["back"])) : throw new InvalidOperationException(Text);

    /// <summary>The link of the practice card.</summary>
    public string PracticeCard => Card().Match(Text) is { Success: true } match ? match.Value : throw new InvalidOperationException(Text);

    /// <summary>One-time password of a member of staff.</summary>
    public string PasswordOf(string account) =>
        Text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(words => words.Length == 2 && words[0] == account)[1];

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<id>P\d+) .*：计入 (?<ballots>\d+) 张，弃权 (?<abstain>\d+)$")]
    private static partial Regex Head();

    [GeneratedRegex(@"^  (?<who>\S+（.*）) (?<votes>\d+)    ")]
    private static partial Regex Row();

    [GeneratedRegex(@"^  (?<number>V\d\d) (?<state>\S+)")]
    private static partial Regex Check();

    [GeneratedRegex(@"发出 (?<out>\d+)，收回 (?<back>\d+)")]
    private static partial Regex TurnoutLine();

    [GeneratedRegex(@"http://\S+/v/practice-2026#\S+")]
    private static partial Regex Card();
}
