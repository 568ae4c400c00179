using System.Globalization;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Rosters.Order;

namespace RecommendVote.Server.Demo;

/// <summary>
/// The attendees of the demonstration, in a process of their own: <c>attend --address URL</c>, the texts of the QR codes on standard input,
/// one a line. They mark what the demo file of marks says for their category; a card without a line in it is not used.
/// </summary>
public static class AttendCommand
{
    public const string Word = "attend";

    /// <summary>Phones that act at the same moment.</summary>
    private const int AtOnce = 8;

    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [_, "--address", var text] || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            await Console.Error.WriteLineAsync("usage: attend --address URL < texts of QR codes");
            return 2;
        }
        var attendees = new List<Attendee>();
        try
        {
            while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
                attendees.Add(new Attendee(address, line));
            await EachAsync(attendees, attendee => attendee.ScanAsync());
            await CastAllAsync(attendees, await RosterAsync());
            return 0;
        }
        catch (Exception fault) when (fault is DemoException or HttpRequestException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        finally
        {
            foreach (var attendee in attendees)
                await attendee.DisposeAsync();
        }
    }

    private static async Task CastAllAsync(List<Attendee> attendees, IReadOnlyList<CadreRow> roster)
    {
        var cards = attendees.GroupBy(attendee => attendee.Category).ToDictionary(group => group.Key, group => new Queue<Attendee>(group));
        var plan = new List<(Attendee Attendee, DemoMark Mark)>();
        foreach (var mark in DemoMarks.Read())
            plan.Add((cards.TryGetValue(mark.Category, out var left) && left.Count > 0 ? left.Dequeue() : throw new DemoException($"no card left in {mark.Category}"), mark));
        var cast = 0;
        await EachAsync(plan, async item =>
        {
            if (item.Mark.Audits)
                await item.Attendee.AuditAsync((contest, place) => Choice(roster, contest, item.Mark.Marks[place], null));
            if (item.Mark.FirstThought is { } first)
            {
                await item.Attendee.CastAsync((contest, place) => Choice(roster, contest, first[place], null));
                Told(ref cast);
            }
            await item.Attendee.CastAsync((contest, place) => Choice(roster, contest, item.Mark.Marks[place], item.Mark.WriteIns[place]));
            Told(ref cast);
        });
    }

    /// <summary>The parent draws its progress from these lines.</summary>
    private static void Told(ref int cast) => Console.Out.WriteLine(Interlocked.Increment(ref cast).ToString(CultureInfo.InvariantCulture));

    /// <summary>A name written in where the ballot has a line for it, else the n-th eligible row of the roster, else an abstention.</summary>
    private static ContestChoice Choice(IReadOnlyList<CadreRow> roster, ContestBody contest, int? mark, string? writeIn)
    {
        if (writeIn is not null && contest.Slots > 0)
            return new ContestChoice([], [writeIn]);
        if (mark is not { } row)
            return new ContestChoice([], [], Abstain: true);
        var id = BallotOrder.EligibleInFileOrder(roster, contest.Id)[row - 1].Id;
        return ContestChoice.Of(contest.Options.ToList().FindIndex(option => option.Id == id));
    }

    private static async Task<IReadOnlyList<CadreRow>> RosterAsync()
    {
        await using var file = DemoData.Open(DemoData.CadreRosterXlsx);
        var options = new ImportOptions { ReferenceDate = DemoData.ReferenceDate, Positions = DemoData.Positions };
        return (await CadreRosterReader.ReadAsync(file, options, CancellationToken.None)).RowsToImport();
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await act(item));
}
