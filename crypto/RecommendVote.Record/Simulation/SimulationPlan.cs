using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>A voter category of a simulated meeting.</summary>
/// <param name="Id">Category id.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Expected">People in scope.</param>
/// <param name="Present">People present.</param>
public sealed record SimulatedCategory(string Id, string Name, int Expected, int Present);

/// <summary>A card class of a simulated meeting.</summary>
/// <param name="Id">Class id.</param>
/// <param name="Category">Category id.</param>
/// <param name="Contests">Contest ids, in the order of the contests.</param>
/// <param name="Cards">Cards printed.</param>
/// <param name="Voided">Of these, the last ones, voided before the opening.</param>
public sealed record SimulatedClass(string Id, string Category, IReadOnlyList<string> Contests, int Cards, int Voided);

/// <summary>One cast of a simulated meeting; a second cast of a card supersedes the first.</summary>
/// <param name="Class">Class id.</param>
/// <param name="Card">Number of the card in its class, from 0, in the order in which the seeds were drawn.</param>
/// <param name="Choices">One per contest of the class.</param>
public sealed record SimulatedCast(string Class, int Card, IReadOnlyList<ContestChoice> Choices);

/// <summary>Paper forms of a simulated meeting: per category, and per contest.</summary>
public sealed record SimulatedPaper(IReadOnlyList<PaperForms> Forms, IReadOnlyList<PaperContest> Contests);

/// <summary>What happens in a simulated meeting.</summary>
public sealed record SimulationPlan
{
    public required Suite Suite { get; init; }

    public string Meeting { get; init; } = "simulated-meeting";

    public string Title { get; init; } = "模拟推荐会 Simulated meeting";

    /// <summary>Always holds <c>simulated</c>, so that no simulated record can pass for a real one.</summary>
    public IReadOnlyList<string> Marks { get; init; } = ["simulated"];

    public required IReadOnlyList<SimulatedCategory> Categories { get; init; }

    public required IReadOnlyList<ContestBody> Contests { get; init; }

    public required IReadOnlyList<SimulatedClass> Classes { get; init; }

    public required IReadOnlyList<SimulatedCast> Casts { get; init; }

    public int Trustees { get; init; } = 3;

    public int Threshold { get; init; } = 2;

    public int MinGroupSize { get; init; } = 5;

    public bool AllowSmall { get; init; }

    public bool AcknowledgedSmallClass { get; init; }

    public bool Revoting { get; init; }

    public string Policy { get; init; } = "sealed";

    public string Kind { get; init; } = "recommendation";

    /// <summary>Discipline officers; the first one signs.</summary>
    public int Officers { get; init; } = 1;

    /// <summary>Tellers of paper forms; 0 or at least 2, of whom the first two sign.</summary>
    public int Tellers { get; init; }

    /// <summary><c>trustees</c> or <c>witnessed</c>.</summary>
    public string TallyQuorum { get; init; } = "trustees";

    /// <summary>Officers whose cosignatures the last checkpoint needs; the simulation adds those of the first ones.</summary>
    public int WitnessQuorum { get; init; }

    /// <summary>Audits, each before the cast of the same position; later ones come before the closing.</summary>
    public IReadOnlyList<SimulatedCast> Audits { get; init; } = [];

    /// <summary>Cards of appointed challengers: class and number. They need audits and no cast.</summary>
    public IReadOnlyList<(string Class, int Card)> Challengers { get; init; } = [];

    /// <summary>Spare cards given out for lost ones, before any ballot: class and number.</summary>
    public IReadOnlyList<(string Class, int Card)> Replaced { get; init; } = [];

    /// <summary>Paper forms; null for none. Needs tellers.</summary>
    public SimulatedPaper? Paper { get; init; }

    /// <summary>"shown", or "other" to count texts that occur once without showing them.</summary>
    public string SingleWriteIns { get; init; } = "shown";
}
