namespace RecommendVote.Record;

/// <summary>The writing counterparts of <see cref="ReaderFields"/>.</summary>
internal static class WriterFields
{
    public static CanonicalWriter Text(this CanonicalWriter writer, string member, string value) => writer.Member(member).Text(value);

    public static CanonicalWriter Number(this CanonicalWriter writer, string member, int value) => writer.Member(member).Number(value);

    public static CanonicalWriter Bool(this CanonicalWriter writer, string member, bool value) => writer.Member(member).Bool(value);

    public static CanonicalWriter Base64(this CanonicalWriter writer, string member, Bytes value) => writer.Member(member).Base64(value);

    public static CanonicalWriter Vector(this CanonicalWriter writer, string member, BytesVector value) =>
        writer.Base64(member, value.Concatenation);

    public static CanonicalWriter List<T>(this CanonicalWriter writer, string member, IEnumerable<T> values, Action<T, CanonicalWriter> write)
    {
        writer.Member(member).BeginList();
        foreach (var value in values)
            write(value, writer);
        return writer.EndList();
    }

    public static CanonicalWriter Texts(this CanonicalWriter writer, string member, IEnumerable<string> values) =>
        writer.List(member, values, static (text, w) => w.Text(text));
}
