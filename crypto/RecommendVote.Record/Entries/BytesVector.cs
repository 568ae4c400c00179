using System.Collections;

namespace RecommendVote.Record;

/// <summary>A vector of byte strings of one length (points or scalars), stored and written as their concatenation.</summary>
public sealed class BytesVector : IReadOnlyList<Bytes>, IEquatable<BytesVector>
{
    private readonly Bytes all;
    private readonly int elementLength;

    private BytesVector(Bytes all, int elementLength)
    {
        this.all = all;
        this.elementLength = elementLength;
        Count = all.Length / elementLength;
    }

    public int Count { get; }

    /// <summary>The concatenation of the elements.</summary>
    public Bytes Concatenation => all;

    public Bytes this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return all.Slice(index * elementLength, elementLength);
        }
    }

    /// <summary>Cuts a concatenation into elements; refused when its length is not a multiple of the element's.</summary>
    public static bool TryCut(Bytes concatenation, int elementLength, out BytesVector vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(elementLength);
        vector = new BytesVector(Bytes.Empty, elementLength);
        if (concatenation.Length % elementLength != 0)
            return false;
        vector = new BytesVector(concatenation, elementLength);
        return true;
    }

    /// <exception cref="ArgumentException">An element has another length.</exception>
    public static BytesVector Join(IEnumerable<Bytes> elements, int elementLength)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var joined = new List<byte>();
        foreach (var element in elements)
        {
            if (element.Length != elementLength)
                throw new ArgumentException($"an element of {element.Length} bytes in a vector of {elementLength}", nameof(elements));
            joined.AddRange(element.Span);
        }
        return new BytesVector(joined.ToArray(), elementLength);
    }

    /// <summary>Whether the elements ascend strictly as unsigned bytes, so that none occurs twice.</summary>
    public bool IsStrictlyAscending()
    {
        for (var i = 1; i < Count; i++)
        {
            if (this[i - 1] >= this[i])
                return false;
        }
        return true;
    }

    public IEnumerator<Bytes> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(BytesVector? other) => other is not null && elementLength == other.elementLength && all == other.all;

    public override bool Equals(object? obj) => Equals(obj as BytesVector);

    public override int GetHashCode() => all.GetHashCode();
}
