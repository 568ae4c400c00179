namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>
/// What the public last saw. While voting is open, counts and checkpoints leave the server every five ballots or after thirty seconds,
/// so that nobody can tell from a screen whose cast moved it.
/// </summary>
internal sealed class PublicSteps
{
    public const int Ballots = 5;
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public int Returned { get; private set; }
    public int Size { get; private set; }

    /// <summary>The note of that size with officers' lines; only the lines change between steps.</summary>
    public string? Checkpoint { get; set; }

    private DateTimeOffset at;

    public bool IsDue(int returned, DateTimeOffset now) =>
        returned != Returned && (returned - Returned >= Ballots || now - at >= LongestWait);

    public void Take(int returned, int size, string? checkpoint, DateTimeOffset now) =>
        (Returned, Size, Checkpoint, at) = (returned, size, checkpoint, now);
}
