using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>
/// What a trustee's steps need of a log: its own view of the staff's and trustees' entries, and the tree. It decodes and sorts; whether the
/// entries may stand there is the gate's to say, so hand in only entries that <see cref="MeetingRecord"/> has accepted.
/// </summary>
public sealed class TrusteeLog
{
    private readonly Dictionary<(string Type, int Trustee, int Phase), (int Index, Bytes Entry, EntryBody Body)> byTrustee = [];
    private readonly Dictionary<string, int> first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> last = new(StringComparer.Ordinal);
    private readonly MerkleTree tree;

    private TrusteeLog(ManifestBody manifest, Bytes manifestHash)
    {
        Manifest = manifest;
        ManifestHash = manifestHash;
        tree = new MerkleTree(manifest.Suite);
    }

    public ManifestBody Manifest { get; }

    public Bytes ManifestHash { get; }

    public int Size => tree.Size;

    /// <summary>n.</summary>
    public int Trustees => Manifest.Trustees.Count;

    /// <summary>Null for a log that is empty or does not begin with a manifest.</summary>
    public static TrusteeLog? Read(IReadOnlyList<Bytes> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0
            || !EntryCodec.TryDecode(null, entries[0], out var decoded, out _)
            || decoded is not EnvelopeEntry { Body: ManifestBody manifest })
            return null;
        var log = new TrusteeLog(manifest, manifest.Suite.Hash(entries[0]));
        for (var index = 0; index < entries.Count; index++)
            log.Add(index, entries[index]);
        return log;
    }

    /// <summary>How many trustees have an entry of this type.</summary>
    public int Count(string type) => byTrustee.Keys.Count(key => key.Type == type);

    public bool Has(string type) => first.ContainsKey(type);

    /// <summary>The exact bytes of a trustee's entry, or null.</summary>
    /// <param name="type">An entry type other than <c>mixed</c>.</param>
    /// <param name="trustee">From 1.</param>
    /// <param name="phase">For a <c>decryption</c> its phase.</param>
    public Bytes? EntryOf(string type, int trustee, int phase = 0) => byTrustee.TryGetValue((type, trustee, phase), out var found) ? (Bytes?)found.Entry : null;

    /// <summary>The trustees without an entry of this type, ascending.</summary>
    public IReadOnlyList<int> Missing(string type) =>
        [.. Enumerable.Range(1, Trustees).Where(trustee => !byTrustee.ContainsKey((type, trustee, 0)))];

    /// <summary>The bodies of all trustees in order; to be called when none is missing.</summary>
    public IReadOnlyList<T> Bodies<T>(string type)
        where T : TrusteeBody => [.. Enumerable.Range(1, Trustees).Select(trustee => (T)byTrustee[(type, trustee, 0)].Body)];

    /// <summary>The bodies that are there, by trustee.</summary>
    public IEnumerable<T> Present<T>(string type)
        where T : TrusteeBody => byTrustee.Where(pair => pair.Key.Type == type).OrderBy(pair => pair.Value.Index).Select(pair => (T)pair.Value.Body);

    /// <summary>Index of the first entry of a type; the size of the tree before it.</summary>
    public int FirstIndex(string type) => first[type];

    /// <summary>Index of the last entry of a type.</summary>
    public int LastIndex(string type) => last[type];

    public Bytes Root(int size) => tree.Root(size);

    /// <summary>K_1 .. K_n of the manifest.</summary>
    public IReadOnlyList<Point> IdentityKeys() => [.. Manifest.Trustees.Select(trustee => Decode(trustee.Key))];

    /// <summary>A_(i,m): each trustee's commitments; to be called when all keys are there.</summary>
    public IReadOnlyList<IReadOnlyList<Point>> Commitments() =>
        [.. Bodies<TrusteeKeyBody>(EntryTypes.TrusteeKey).Select(body => (IReadOnlyList<Point>)[.. body.A.Select(Decode)])];

    internal Point Decode(Bytes point) => Point.TryDecode(Manifest.Suite, point, out var decoded)
        ? decoded
        : throw new InvalidOperationException("an entry that the gate accepted holds no point");

    private void Add(int index, Bytes entry)
    {
        tree.Append(entry);
        var type = EntryCodec.PeekType(entry);
        if (type is null or EntryTypes.Ballot)
            return;
        first.TryAdd(type, index);
        last[type] = index;
        // Mixes are many and large, and what a trustee needs of them is in the record.
        if (EntryTypes.Find(type)?.Signers == EntrySigners.Trustee && type != EntryTypes.Mixed
            && EntryCodec.TryDecode(Manifest.Suite, entry, out var decoded, out _)
            && decoded is EnvelopeEntry { Body: TrusteeBody body })
            byTrustee.TryAdd((type, body.Trustee, body is DecryptionBody { Phase: var phase } ? phase : 0), (index, entry, body));
    }
}
