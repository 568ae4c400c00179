using QRCoder;
using SkiaSharp;

namespace RecommendVote.Documents.Drawing;

/// <summary>Draws a QR code as one filled outline: sharp at any resolution, and no seams between modules.</summary>
internal static class QrShape
{
    /// <summary>Modules of white around a code (ISO/IEC 18004 section 6.3.8).</summary>
    private const int Quiet = 4;

    /// <summary>Draws the code with its quiet zone into a square of the given side.</summary>
    public static void Draw(Pen pen, string text, float x, float y, float side)
    {
        var modules = Matrix(text);
        var module = side / (modules.Length + (2 * Quiet));
        pen.Box(x, y, side, side, SKColors.White);
        using var builder = new SKPathBuilder { FillType = SKPathFillType.Winding };
        for (var row = 0; row < modules.Length; row++)
        {
            for (var column = 0; column < modules.Length;)
            {
                var start = column;
                while (column < modules.Length && modules[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    builder.AddRect(SKRect.Create(x + ((start + Quiet) * module), y + ((row + Quiet) * module), (column - start) * module, module));
                }

                column += column == start ? 1 : 0;
            }
        }

        using var path = builder.Detach();
        pen.Shape(path, SKColors.Black);
    }

    // Level M: 15 % of the words may be dirty; higher levels make the modules smaller, which cameras mind more.
    private static bool[][] Matrix(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count - (2 * Quiet);
        return [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => data.ModuleMatrix[row + Quiet][column + Quiet]).ToArray())];
    }
}
