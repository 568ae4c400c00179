namespace RecommendVote.CardReader.Qr;

/// <summary>A page as dark and light pixels. Outside the page everything is light.</summary>
internal sealed class Raster(int width, int height, ReadOnlyMemory<byte> grey)
{
    private const byte Threshold = 128;

    public int Width => width;

    public int Height => height;

    public bool IsDark(int x, int y) =>
        (uint)x < (uint)width && (uint)y < (uint)height && grey.Span[(y * width) + x] < Threshold;
}
