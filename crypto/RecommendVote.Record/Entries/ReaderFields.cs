using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Fields that occur on many pages: each reads a member's name and its value.</summary>
internal static class ReaderFields
{
    public static string Text(ref this CanonicalReader reader, string member)
    {
        reader.Member(member);
        return reader.Text();
    }

    /// <summary>A text that may be longer than those of entries.</summary>
    public static string LongText(ref this CanonicalReader reader, string member, int maxLength)
    {
        reader.Member(member);
        return reader.Text(maxLength);
    }

    /// <summary>A text that is not empty.</summary>
    public static string Name(ref this CanonicalReader reader, string member)
    {
        var text = reader.Text(member);
        if (reader.Ok && text.Length == 0)
            reader.Fail(member + " is empty");
        return text;
    }

    public static string Id(ref this CanonicalReader reader, string member)
    {
        var text = reader.Text(member);
        if (reader.Ok && !FieldRules.IsId(text))
            reader.Fail(member + " is not an id");
        return text;
    }

    /// <summary>One of a fixed set of words.</summary>
    public static string Word(ref this CanonicalReader reader, string member, params ReadOnlySpan<string> words)
    {
        var text = reader.Text(member);
        if (reader.Ok && !words.Contains(text))
            reader.Fail(member + " has an unknown value");
        return text;
    }

    public static int Number(ref this CanonicalReader reader, string member)
    {
        reader.Member(member);
        return reader.Number();
    }

    public static bool Bool(ref this CanonicalReader reader, string member)
    {
        reader.Member(member);
        return reader.Bool();
    }

    public static Bytes Base64(ref this CanonicalReader reader, string member, int? length = null)
    {
        reader.Member(member);
        return reader.Base64(length);
    }

    public static Bytes Nonce(ref this CanonicalReader reader) => reader.Base64("nonce", FieldRules.NonceLength);

    public static Bytes Hash(ref this CanonicalReader reader, string member) => reader.Base64(member, FieldRules.HashLength);

    /// <summary>65 bytes; on the curve when the reader knows its suite.</summary>
    public static Bytes Point(ref this CanonicalReader reader, string member)
    {
        var bytes = reader.Base64(member, Crypto.Point.Length);
        CheckPoint(ref reader, bytes, member);
        return bytes;
    }

    /// <summary>As <see cref="Point"/>, and 65 zero bytes stand for the identity.</summary>
    public static Bytes PointOrIdentity(ref this CanonicalReader reader, string member)
    {
        var bytes = reader.Base64(member, Crypto.Point.Length);
        CheckPoint(ref reader, bytes, member, orIdentity: true);
        return bytes;
    }

    /// <summary>32 bytes below the group order when the reader knows its suite.</summary>
    public static Bytes Scalar(ref this CanonicalReader reader, string member)
    {
        var bytes = reader.Base64(member, Crypto.Scalar.Length);
        CheckScalar(ref reader, bytes, member);
        return bytes;
    }

    public static BytesVector Points(ref this CanonicalReader reader, string member, bool orIdentity = false)
    {
        var vector = Vector(ref reader, member, Crypto.Point.Length);
        foreach (var element in vector)
            CheckPoint(ref reader, element, member, orIdentity);
        return vector;
    }

    public static BytesVector Scalars(ref this CanonicalReader reader, string member)
    {
        var vector = Vector(ref reader, member, Crypto.Scalar.Length);
        foreach (var element in vector)
            CheckScalar(ref reader, element, member);
        return vector;
    }

    public static List<T> List<T>(ref this CanonicalReader reader, string member, CanonicalRead<T> read)
    {
        var list = new List<T>();
        reader.Member(member);
        reader.BeginList();
        while (reader.NextElement())
            list.Add(read(ref reader));
        return list;
    }

    /// <summary>A list of integers under a member that was read already.</summary>
    public static List<int> Numbers(ref this CanonicalReader reader)
    {
        var list = new List<int>();
        reader.BeginList();
        while (reader.NextElement())
            list.Add(reader.Number());
        return list;
    }

    public static List<string> Ids(ref this CanonicalReader reader, string member) => reader.List(member, static (ref CanonicalReader r) =>
    {
        var id = r.Text();
        if (r.Ok && !FieldRules.IsId(id))
            r.Fail("not an id");
        return id;
    });

    private static BytesVector Vector(ref CanonicalReader reader, string member, int elementLength)
    {
        var bytes = reader.Base64(member);
        if (!BytesVector.TryCut(bytes, elementLength, out var vector))
            reader.Fail(member + " has a broken length");
        return vector;
    }

    private static void CheckPoint(ref CanonicalReader reader, Bytes bytes, string member, bool orIdentity = false)
    {
        if (!reader.Ok || reader.Suite is not { } suite)
            return;
        var good = orIdentity ? Crypto.Point.TryDecodeOrIdentity(suite, bytes, out _) : Crypto.Point.TryDecode(suite, bytes, out _);
        if (!good)
            reader.Fail(member + " is not a point");
    }

    private static void CheckScalar(ref CanonicalReader reader, Bytes bytes, string member)
    {
        if (reader.Ok && reader.Suite is { } suite && !Crypto.Scalar.TryDecode(suite, bytes, out _))
            reader.Fail(member + " is not a scalar");
    }
}
