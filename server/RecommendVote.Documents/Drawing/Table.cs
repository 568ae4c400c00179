using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Drawing;

/// <summary>A column of a table.</summary>
/// <param name="Header">Header text, one or two lines separated by a line feed.</param>
/// <param name="Weight">Share of the width.</param>
/// <param name="Align">Where the cells stand.</param>
internal sealed record TableColumn(string Header, float Weight, Align Align = Align.Centre);

/// <summary>Draws a ruled table that goes on over pages with its header repeated. Cells that are too wide get smaller, never cut.</summary>
internal sealed class Table(PageFlow flow, IReadOnlyList<TableColumn> columns, float size = 9.5f)
{
    private static readonly SKColor HeaderFill = new(0xEE, 0xF1, 0xF5);
    private readonly float _rowHeight = size + Mm(2.6f);
    private readonly float _headerHeight = (columns.Max(c => c.Header.Split('\n').Length) * 10f) + Mm(2);
    private readonly float _total = columns.Sum(c => c.Weight);

    public void Draw(IEnumerable<IReadOnlyList<string>> rows)
    {
        flow.Need(_headerHeight + (2 * _rowHeight));
        Header();
        foreach (var row in rows)
        {
            if (flow.Need(_rowHeight))
            {
                Header();
            }

            Row(row);
        }
    }

    private void Header()
    {
        var top = flow.Y;
        flow.Pen.Box(PageFlow.Left, top, PageFlow.Width, _headerHeight, HeaderFill);
        foreach (var (column, x, width) in Places())
        {
            var lines = column.Header.Split('\n');
            var y = top + ((_headerHeight - (lines.Length * 10f)) / 2) + 8f;
            foreach (var line in lines)
            {
                flow.Pen.Fitted(line, Anchor(column, x, width), y, width - Mm(2), 8.5f, column.Align);
                y += 10f;
            }
        }

        Borders(top, _headerHeight);
        flow.Y = top + _headerHeight;
    }

    private void Row(IReadOnlyList<string> cells)
    {
        var top = flow.Y;
        var i = 0;
        foreach (var (column, x, width) in Places())
        {
            flow.Pen.Fitted(cells[i++], Anchor(column, x, width), top + (_rowHeight / 2) + (size * 0.37f), width - Mm(2), size, column.Align);
        }

        Borders(top, _rowHeight);
        flow.Y = top + _rowHeight;
    }

    private void Borders(float top, float height)
    {
        flow.Pen.Frame(PageFlow.Left, top, PageFlow.Width, height);
        foreach (var (_, x, _) in Places().Skip(1))
        {
            flow.Pen.Line(x, top, x, top + height);
        }
    }

    private static float Anchor(TableColumn column, float x, float width) => column.Align switch
    {
        Align.Left => x + Mm(1),
        Align.Right => x + width - Mm(1),
        _ => x + (width / 2),
    };

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
