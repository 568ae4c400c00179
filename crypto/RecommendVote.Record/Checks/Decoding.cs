using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Group elements of bodies whose encodings V02 has already accepted; a failure here is a fault of this program.</summary>
internal static class Decoding
{
    public static Point Point(Suite suite, Bytes bytes) =>
        Crypto.Point.TryDecode(suite, bytes, out var point) ? point : throw Unchecked();

    public static Point PointOrIdentity(Suite suite, Bytes bytes) =>
        Crypto.Point.TryDecodeOrIdentity(suite, bytes, out var point) ? point : throw Unchecked();

    public static Scalar Scalar(Suite suite, Bytes bytes) =>
        Crypto.Scalar.TryDecode(suite, bytes, out var scalar) ? scalar : throw Unchecked();

    public static Point[] Points(Suite suite, BytesVector vector) => [.. vector.Select(bytes => Point(suite, bytes))];

    public static Point[] PointsOrIdentity(Suite suite, BytesVector vector) => [.. vector.Select(bytes => PointOrIdentity(suite, bytes))];

    public static Scalar[] Scalars(Suite suite, BytesVector vector) => [.. vector.Select(bytes => Scalar(suite, bytes))];

    private static InvalidOperationException Unchecked() => new("an element that V02 should have refused");
}
