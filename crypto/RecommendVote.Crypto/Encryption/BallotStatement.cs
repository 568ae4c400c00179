namespace RecommendVote.Crypto;

/// <summary>What every ballot of one class in one opened meeting is about; shared by all of them. Immutable.</summary>
public sealed class BallotStatement
{
    private readonly byte[] manifestHash;
    private readonly byte[] openedHash;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="manifestHash">H of the manifest entry, 32 bytes.</param>
    /// <param name="openedHash">H of the opened entry, 32 bytes.</param>
    /// <param name="key">h, the trustees' joint key; not the identity.</param>
    /// <param name="classId">Id of the card class.</param>
    /// <param name="layout">The contests of the class.</param>
    public BallotStatement(Suite suite, ReadOnlySpan<byte> manifestHash, ReadOnlySpan<byte> openedHash, Point key, string classId, BallotLayout layout)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(classId);
        ArgumentNullException.ThrowIfNull(layout);
        if (manifestHash.Length != 32 || openedHash.Length != 32)
            throw new ArgumentException("hashes have 32 bytes", nameof(manifestHash));
        if (key.IsIdentity || !ReferenceEquals(key.Group, suite.Group))
            throw new ArgumentException("not a key of this suite", nameof(key));
        Suite = suite;
        this.manifestHash = manifestHash.ToArray();
        this.openedHash = openedHash.ToArray();
        Key = key;
        ClassId = classId;
        Layout = layout;
    }

    public Suite Suite { get; }

    public ReadOnlyMemory<byte> ManifestHash => manifestHash;

    public ReadOnlyMemory<byte> OpenedHash => openedHash;

    /// <summary>h.</summary>
    public Point Key { get; }

    public string ClassId { get; }

    public BallotLayout Layout { get; }
}
