namespace RecommendVote.Documents.Cards;

/// <summary>One card to print. Whoever knows it can vote with it: it is not to be logged or kept.</summary>
/// <param name="QrText">What the QR code holds: the address with the seed after #.</param>
/// <param name="SeedText">The same seed for typing, without separators: letters and digits.</param>
/// <param name="ClassName">The class in words, such as "A 领导班子成员".</param>
/// <param name="Colour">Colour of the class as #RRGGBB.</param>
public sealed record CardToPrint(string QrText, string SeedText, string ClassName, string Colour);

/// <summary>A print job of cards.</summary>
/// <param name="Meeting">The meeting, with the marks that every card bears.</param>
/// <param name="Address">The address to type where no camera is at hand, without the seed.</param>
/// <param name="Cards">The cards, in an order that says nothing about people; classes come out one after the other.</param>
/// <param name="PrintedAt">UTC, for the file's properties and the cover.</param>
public sealed record CardSheet(MeetingHeader Meeting, string Address, IReadOnlyList<CardToPrint> Cards, DateTime PrintedAt)
{
    /// <summary>True when the seeds were made on the server that takes the ballots: the cover says so.</summary>
    public bool MadeOnServer { get; init; }

    /// <summary>How many of each class are spares, by class name.</summary>
    public IReadOnlyDictionary<string, int> Spares { get; init; } = new Dictionary<string, int>();
}
