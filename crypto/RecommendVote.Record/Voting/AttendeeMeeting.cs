using RecommendVote.Crypto;

namespace RecommendVote.Record.Voting;

/// <summary>
/// An open meeting as an attendee's program sees it: the three public entries, checked against the fingerprint on the card before anything is
/// sealed (B5). It needs no log: what the server says beyond this can only get a ballot refused.
/// </summary>
public sealed class AttendeeMeeting
{
    private AttendeeMeeting(ManifestBody manifest, Bytes manifestHash, ContestsBody contests, OpenedBody opened, Bytes openedHash, Point h) =>
        (Manifest, ManifestHash, Contests, Opened, OpenedHash, H) = (manifest, manifestHash, contests, opened, openedHash, h);

    public ManifestBody Manifest { get; }

    public Bytes ManifestHash { get; }

    public ContestsBody Contests { get; }

    public OpenedBody Opened { get; }

    public Bytes OpenedHash { get; }

    /// <summary>The trustees' joint key.</summary>
    public Point H { get; }

    /// <summary>
    /// Reads and checks the entries: signatures of the manifest's keys, the organizer's key against the card, the contests named by the
    /// opening, and a key h that is a point.
    /// </summary>
    /// <param name="manifestEntry">Exact bytes of entry 0.</param>
    /// <param name="contestsEntry">Exact bytes of the last contests entry.</param>
    /// <param name="openedEntry">Exact bytes of the opened entry.</param>
    /// <param name="fingerprint">First 12 bytes of the hash of the organizer's key, as the card has it.</param>
    /// <param name="fault">What is wrong when null is returned.</param>
    public static AttendeeMeeting? TryRead(Bytes manifestEntry, Bytes contestsEntry, Bytes openedEntry, ReadOnlySpan<byte> fingerprint, out string? fault)
    {
        fault = "manifest";
        if (Envelope<ManifestBody>(null, manifestEntry) is not { } manifest)
            return null;
        var body = (ManifestBody)manifest.Body;
        var hash = (Bytes)body.Suite.Hash(manifestEntry);
        if (SignatureRules.Fault(body, hash, manifest) is not null)
            return null;
        fault = "fingerprint";
        if (!CardLink.Fingerprint(body.Suite, body.Organizer.Key).AsSpan().SequenceEqual(fingerprint))
            return null;
        fault = "contests";
        if (Envelope<ContestsBody>(body.Suite, contestsEntry) is not { } contests || SignatureRules.Fault(body, hash, contests) is not null)
            return null;
        fault = "opened";
        if (Envelope<OpenedBody>(body.Suite, openedEntry) is not { } opened || SignatureRules.Fault(body, hash, opened) is not null)
            return null;
        var open = (OpenedBody)opened.Body;
        if (open.Contests != (Bytes)body.Suite.Hash(contestsEntry) || !Point.TryDecode(body.Suite, open.H, out var h))
            return null;
        fault = null;
        return new AttendeeMeeting(body, hash, (ContestsBody)contests.Body, open, body.Suite.Hash(openedEntry), h);
    }

    /// <summary>The statement of a card class, or null when a contest is unknown or not in order.</summary>
    public BallotStatement? Statement(string classId, IReadOnlyList<string> contestIds)
    {
        ArgumentNullException.ThrowIfNull(contestIds);
        var all = Contests.Contests.ToList();
        var places = contestIds.Select(id => all.FindIndex(contest => contest.Id == id)).ToList();
        if (places.Contains(-1) || places.Zip(places.Skip(1)).Any(pair => pair.First >= pair.Second))
            return null;
        var shapes = ContestsRules.Shapes(Contests);
        return BallotLayout.TryCreate([.. places.Select(place => shapes[place])], out var layout, out _)
            ? new BallotStatement(Manifest.Suite, ManifestHash.Span, OpenedHash.Span, H, classId, layout)
            : null;
    }

    private static EnvelopeEntry? Envelope<T>(Suite? suite, Bytes entry)
        where T : EntryBody =>
        EntryCodec.TryDecode(suite, entry, out var decoded, out _) && decoded is EnvelopeEntry { Body: T } envelope ? envelope : null;
}
