using RecommendVote.CardReader.Qr;
using SkiaSharp;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace RecommendVote.CardReader;

/// <summary>
/// Draws what a PDF page shows beside its text: filled shapes in their order, as pixels. Codes on our cards are shapes; text cannot hold one
/// and is left out, so that no font is needed to read a sheet.
/// </summary>
internal static class PageRaster
{
    /// <summary>Pixels per inch. A module of a card is about 0.8 mm, 6 pixels.</summary>
    private const double Resolution = 200;
    private const int MaxPixels = 40_000_000;

    /// <summary>The page as dark and light; null for a page too large to draw.</summary>
    public static Raster? Draw(Page page)
    {
        var scale = (float)(Resolution / 72);
        int width = (int)Math.Ceiling(page.Width * scale), height = (int)Math.Ceiling(page.Height * scale);
        if (width < 1 || height < 1 || (long)width * height > MaxPixels)
        {
            return null;
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);

            // PDF counts upwards from the lower left corner.
            canvas.Translate(0, height);
            canvas.Scale(scale, -scale);
            foreach (var path in page.Paths)
            {
                if (path.IsFilled && !path.IsClipping)
                {
                    Fill(canvas, path);
                }
            }
        }

        var pixels = new byte[width * height];
        for (var row = 0; row < height; row++)
        {
            bitmap.GetPixelSpan().Slice(row * bitmap.RowBytes, width).CopyTo(pixels.AsSpan(row * width));
        }

        return new Raster(width, height, pixels);
    }

    private static void Fill(SKCanvas canvas, PdfPath path)
    {
        var (r, g, b) = path.FillColor?.ToRGBValues() ?? (0, 0, 0);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(Channel(r), Channel(g), Channel(b)) };
        using var outline = new SKPathBuilder { FillType = path.FillingRule == FillingRule.EvenOdd ? SKPathFillType.EvenOdd : SKPathFillType.Winding };
        foreach (var subpath in path)
        {
            foreach (var command in subpath.Commands)
            {
                switch (command)
                {
                    case PdfSubpath.Move move:
                        outline.MoveTo(Point(move.Location));
                        break;
                    case PdfSubpath.Line line:
                        outline.LineTo(Point(line.To));
                        break;
                    case PdfSubpath.CubicBezierCurve curve:
                        outline.CubicTo(Point(curve.FirstControlPoint), Point(curve.SecondControlPoint), Point(curve.EndPoint));
                        break;
                    case PdfSubpath.QuadraticBezierCurve curve:
                        outline.QuadTo(Point(curve.ControlPoint), Point(curve.EndPoint));
                        break;
                    case PdfSubpath.Close:
                        outline.Close();
                        break;
                }
            }
        }

        using var shape = outline.Detach();
        canvas.DrawPath(shape, paint);
    }

    private static SKPoint Point(PdfPoint point) => new((float)point.X, (float)point.Y);

    private static byte Channel(double value) => (byte)Math.Clamp(Math.Round(value * 255), 0, 255);
}
