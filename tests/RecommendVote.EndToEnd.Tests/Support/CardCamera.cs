using System.Text;
using QRCoder;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>A card held before a camera, as an uncompressed film (YUV4MPEG2, 4:2:0) that Chromium takes for its camera.</summary>
internal static class CardCamera
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Frames = 5;

    /// <param name="text">The text of the QR code.</param>
    /// <param name="file">Path of the film, ending in .y4m.</param>
    public static void Film(string text, string file)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var scale = Math.Min(Width, Height) * 3 / 4 / modules.Count;
        var (left, top) = ((Width - (scale * modules.Count)) / 2, (Height - (scale * modules.Count)) / 2);
        var luma = new byte[Width * Height];
        Array.Fill(luma, (byte)235);
        for (var y = 0; y < scale * modules.Count; y++)
            for (var x = 0; x < scale * modules.Count; x++)
                if (modules[y / scale][x / scale])
                    luma[((top + y) * Width) + left + x] = 16;
        var chroma = new byte[Width * Height / 2];
        Array.Fill(chroma, (byte)128);
        using var film = File.Create(file);
        film.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            film.Write("FRAME\n"u8);
            film.Write(luma);
            film.Write(chroma);
        }
    }
}
