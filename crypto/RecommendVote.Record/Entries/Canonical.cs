using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Reads one value from the start of a reader.</summary>
public delegate T CanonicalRead<out T>(ref CanonicalReader reader);

/// <summary>Parse, write again, compare: the only way into the record for JSON.</summary>
public static class Canonical
{
    /// <summary>
    /// Decodes <paramref name="json"/> and refuses it unless writing the value again gives the same bytes.
    /// </summary>
    /// <returns>False with a reason for logs; never throws on bad data.</returns>
    public static bool TryDecode<T>(
        ReadOnlySpan<byte> json, Suite? suite, CanonicalRead<T> read, Action<T, CanonicalWriter> write, out T? value, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        value = default;
        var reader = new CanonicalReader(json, suite);
        var parsed = read(ref reader);
        if (!reader.Finish())
        {
            fault = reader.Fault;
            return false;
        }
        var writer = new CanonicalWriter(Math.Max(json.Length, 16));
        write(parsed, writer);
        if (!writer.Written.SequenceEqual(json))
        {
            fault = "not in canonical form";
            return false;
        }
        value = parsed;
        fault = null;
        return true;
    }
}
