using System.Text;
using SkiaSharp;

namespace RecommendVote.Documents.Drawing;

/// <summary>Where a text stands relative to its x.</summary>
internal enum Align
{
    Left,
    Centre,
    Right,
}

/// <summary>Draws on one page. Distances are points from the upper left corner; y of a text is its base line.</summary>
internal sealed class Pen(SKCanvas canvas, DocumentFonts fonts, Action<string> note)
{
    public static readonly SKColor Black = new(0x11, 0x11, 0x11);
    public static readonly SKColor Grey = new(0x55, 0x55, 0x55);
    public static readonly SKColor Rule = new(0x99, 0x99, 0x99);
    public static readonly SKColor Red = new(0xB0, 0x00, 0x20);

    public float Width(string text, float size) => Runs(text).Sum(run => Measure(run.Face, run.Text, size));

    /// <summary>The largest size, not above the wanted one, at which the text fits into the width.</summary>
    public float SizeToFit(string text, float size, float width) =>
        Width(text, size) is var wide && wide <= width ? size : size * width / wide;

    public void Text(string text, float x, float y, float size, Align align = Align.Left, SKColor? color = null)
    {
        note(text);
        x -= align switch { Align.Centre => Width(text, size) / 2, Align.Right => Width(text, size), _ => 0 };
        using var paint = new SKPaint { IsAntialias = true, Color = color ?? Black };
        foreach (var (face, run) in Runs(text))
        {
            using var font = Font(face, size);
            canvas.DrawText(run, x, y, SKTextAlign.Left, font, paint);
            x += Measure(face, run, size);
        }
    }

    /// <summary>Text on one line, made smaller when it is too wide.</summary>
    public void Fitted(string text, float x, float y, float width, float size, Align align = Align.Left, SKColor? color = null) =>
        Text(text, x, y, SizeToFit(text, size, width), align, color);

    /// <summary>Text over several lines. Returns the y of the base line that would follow.</summary>
    public float Wrapped(string text, float x, float y, float width, float size, float leading = 1.35f, SKColor? color = null)
    {
        foreach (var line in LineBreaker.Break(text, width, part => Width(part, size)))
        {
            Text(line, x, y, size, Align.Left, color);
            y += size * leading;
        }

        return y;
    }

    /// <summary>Text in a box, from its top or in its middle: the size goes down until all lines fit.</summary>
    public void Boxed(string text, float x, float y, float width, float height, float size, bool middle = false, SKColor? color = null)
    {
        const float Leading = 1.3f;
        IReadOnlyList<string> lines;
        while ((lines = LineBreaker.Break(text, width, part => Width(part, size))).Count * size * Leading > height && size > 3)
        {
            size -= 0.25f;
        }

        y += size * 1.05f;
        y += middle ? Math.Max(0, (height - (lines.Count * size * Leading)) / 2) : 0;
        foreach (var line in lines)
        {
            Text(line, x, y, size, Align.Left, color);
            y += size * Leading;
        }
    }

    public void Line(float x1, float y1, float x2, float y2, float width = 0.5f, SKColor? color = null, float[]? dashes = null)
    {
        using var paint = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = width, Color = color ?? Rule };
        using var effect = dashes is null ? null : SKPathEffect.CreateDash(dashes, 0);
        paint.PathEffect = effect;
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public void Box(float x, float y, float width, float height, SKColor fill)
    {
        using var paint = new SKPaint { Color = fill };
        canvas.DrawRect(x, y, width, height, paint);
    }

    public void Frame(float x, float y, float width, float height, float stroke = 0.5f, SKColor? color = null)
    {
        using var paint = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = stroke, Color = color ?? Rule };
        canvas.DrawRect(x, y, width, height, paint);
    }

    public void Shape(SKPath path, SKColor fill)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = fill };
        canvas.DrawPath(path, paint);
    }

    // Advances rounded to the pixel grid of a screen would pull small print apart.
    private static SKFont Font(SKTypeface face, float size) => new(face, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    private static float Measure(SKTypeface face, string text, float size)
    {
        using var font = Font(face, size);
        return font.MeasureText(text);
    }

    // Neighbouring characters of one font are drawn together.
    private List<(SKTypeface Face, string Text)> Runs(string text)
    {
        var runs = new List<(SKTypeface Face, string Text)>();
        var start = 0;
        var at = 0;
        SKTypeface? current = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var face = fonts.Find(rune.Value) ?? fonts.Shipped;
            if (current is not null && face != current)
            {
                runs.Add((current, text[start..at]));
                start = at;
            }

            current = face;
            at += rune.Utf16SequenceLength;
        }

        if (current is not null)
        {
            runs.Add((current, text[start..]));
        }

        return runs;
    }
}
