using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Drawing;

/// <summary>A column of a table.</summary>
/// <param name="Header">Header text; lines are separated by a line feed and broken where they are too long.</param>
/// <param name="Weight">Share of the width.</param>
/// <param name="Align">Where the cells stand. A cell with a tab has two parts, each ending at its own place, so that numbers stand below each other.</param>
internal sealed record TableColumn(string Header, float Weight, Align Align = Align.Centre);

/// <summary>Draws a ruled table that goes on over pages with its header repeated. Cells that are too wide are broken into lines, never cut.</summary>
internal sealed class Table(PageFlow flow, IReadOnlyList<TableColumn> columns, float size = 9.5f, float padding = 2.2f)
{
    private const float HeaderSize = 8.5f;
    private const float Leading = 1.2f;
    private static readonly SKColor HeaderFill = new(0xEE, 0xF1, 0xF5);
    private readonly float _total = columns.Sum(c => c.Weight);

    public void Draw(IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string> header = [.. columns.Select(c => c.Header)];
        flow.Need(Height(header, HeaderSize) + Height(header, size));
        Row(header, HeaderSize, HeaderFill);
        foreach (var row in rows)
        {
            if (flow.Need(Height(row, size)))
            {
                Row(header, HeaderSize, HeaderFill);
            }

            Row(row, size, null);
        }
    }

    /// <summary>Draws rows without a header.</summary>
    public void DrawRows(IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            flow.Need(Height(row, size));
            Row(row, size, null);
        }
    }

    /// <summary>Height of a row whose cells fit on one line.</summary>
    public static float RowHeight(float size, float padding = 2.2f) => (size * Leading) + Mm(padding);

    private float Height(IReadOnlyList<string> cells, float textSize) =>
        (Places().Zip(cells, (place, cell) => Lines(cell, place.Width, textSize).Count).Max() * textSize * Leading) + Mm(padding);

    private void Row(IReadOnlyList<string> cells, float textSize, SKColor? fill)
    {
        var top = flow.Y;
        var height = Height(cells, textSize);
        if (fill is { } colour)
        {
            flow.Pen.Box(PageFlow.Left, top, PageFlow.Width, height, colour);
        }

        var i = 0;
        foreach (var (column, x, width) in Places())
        {
            Cell(cells[i++], column, x, width, top, height, textSize);
        }

        flow.Pen.Frame(PageFlow.Left, top, PageFlow.Width, height);
        foreach (var (_, x, _) in Places().Skip(1))
        {
            flow.Pen.Line(x, top, x, top + height);
        }

        flow.Y = top + height;
    }

    private void Cell(string text, TableColumn column, float x, float width, float top, float height, float textSize)
    {
        if (text.Split('\t') is [var first, var second])
        {
            var middle = top + (height / 2) + (textSize * 0.37f);
            flow.Pen.Fitted(first, x + (width * 0.36f), middle, width * 0.34f, textSize, Align.Right);
            flow.Pen.Fitted(second, x + (width * 0.92f), middle, width * 0.5f, textSize, Align.Right);
            return;
        }

        var lines = Lines(text, width, textSize);
        var y = top + ((height - (lines.Count * textSize * Leading)) / 2) + (textSize * 0.97f);
        foreach (var line in lines)
        {
            var anchor = column.Align switch { Align.Left => x + Mm(1), Align.Right => x + width - Mm(1), _ => x + (width / 2) };
            flow.Pen.Text(line, anchor, y, textSize, column.Align);
            y += textSize * Leading;
        }
    }

    private IReadOnlyList<string> Lines(string text, float width, float textSize) =>
        text.Contains('\t', StringComparison.Ordinal) ? [text] : LineBreaker.Break(text, width - Mm(2), part => flow.Pen.Width(part, textSize));

    private IEnumerable<(TableColumn Column, float X, float Width)> Places()
    {
        var x = PageFlow.Left;
        foreach (var column in columns)
        {
            var width = PageFlow.Width * column.Weight / _total;
            yield return (column, x, width);
            x += width;
        }
    }
}
