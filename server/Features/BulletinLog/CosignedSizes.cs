using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>The officers' lines by size of the checkpoint, in the writer's memory.</summary>
internal sealed class CosignedSizes
{
    private readonly Dictionary<int, SortedDictionary<int, string>> lines = [];

    public CosignedSizes(IEnumerable<CosignatureLine> stored)
    {
        foreach (var line in stored)
            Add(line);
    }

    /// <summary>Size of the largest checkpoint that somebody cosigned; 0 for none.</summary>
    public int Latest { get; private set; }

    public void Add(CosignatureLine line)
    {
        if (!lines.TryGetValue(line.Size, out var ofSize))
            lines[line.Size] = ofSize = [];
        ofSize[line.Officer] = line.Line;
        Latest = Math.Max(Latest, line.Size);
    }

    /// <summary>Officers, K of <c>officer-K</c>, who cosigned the checkpoint of a size.</summary>
    public IReadOnlyCollection<int> OfficersOf(int size) => lines.TryGetValue(size, out var ofSize) ? ofSize.Keys : [];

    /// <summary>The lines under the checkpoint of a size, in the officers' order.</summary>
    public string LinesOf(int size) => lines.TryGetValue(size, out var ofSize) ? string.Concat(ofSize.Values) : "";
}
