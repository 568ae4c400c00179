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
}
