using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Drawing;

/// <summary>Fills pages from top to bottom. Every page bears the marks above and the footer with its number below.</summary>
internal sealed class PageFlow
{
    public static readonly float Left = Mm(18);
    public static readonly float Right = PageWidth - Mm(18);
    public static readonly float Bottom = PageHeight - Mm(20);

    private readonly Func<Pen> _newPage;
    private readonly int _total;
    private readonly MeetingHeader _meeting;
    private readonly string _footer;
    private int _number;

    public PageFlow(Func<Pen> newPage, int total, MeetingHeader meeting, string footer)
    {
        (_newPage, _total, _meeting, _footer) = (newPage, total, meeting, footer);
        Pen = null!;
        NextPage();
    }

    public static float Width => Right - Left;

    public Pen Pen { get; private set; }

    /// <summary>Upper edge of the room that is still free.</summary>
    public float Y { get; set; }

    /// <summary>Begins a new page unless so much room is left. True when a page was begun.</summary>
    public bool Need(float height)
    {
        if (Y + height <= Bottom)
        {
            return false;
        }

        NextPage();
        return true;
    }

    public void NextPage()
    {
        Pen = _newPage();
        _number++;
        Y = Mm(14);
        var marks = MarkWords.Of(_meeting.Marks);
        if (marks.Count > 0)
        {
            Pen.Box(Left, Y - Mm(5), Width, Mm(7), new SKColor(0xFD, 0xEC, 0xEC));
            Pen.Fitted(string.Join("　", marks), PageWidth / 2, Y, Width, 11, Align.Centre, Pen.Red);
            Y += Mm(6);
        }

        var y = PageHeight - Mm(12);
        Pen.Line(Left, y - Mm(4.5f), Right, y - Mm(4.5f));
        Pen.Fitted(_footer, Left, y, Width - Mm(30), 8, Align.Left, Pen.Grey);
        Pen.Text(_total == 0 ? $"{_number} / 00" : $"{_number} / {_total}", Right, y, 8, Align.Right, Pen.Grey);
        Pen.Fitted($"{_meeting.Title}（{_meeting.MeetingId}）", Left, y + Mm(4), Width, 7, Align.Left, Pen.Grey);
    }

    /// <summary>A title in two languages, centred.</summary>
    public void Title(string zh, string en)
    {
        Y += Mm(6);
        Pen.Fitted(zh, PageWidth / 2, Y, Width, 19, Align.Centre);
        Y += Mm(5.5f);
        Pen.Fitted(en, PageWidth / 2, Y, Width, 9.5f, Align.Centre, Pen.Grey);
        Y += Mm(5);
    }

    /// <summary>A heading; kept with the room that follows.</summary>
    public void Heading(string zh, string en, float keep)
    {
        Need(Mm(9) + keep);
        Y += Mm(7);
        Pen.Text(zh, Left, Y, 12.5f);
        var used = Pen.Width(zh, 12.5f) + Mm(3);
        Pen.Fitted(en, Left + used, Y, Width - used, 8.5f, Align.Left, Pen.Grey);
        Y += Mm(2.5f);
    }

    /// <summary>A paragraph over the full width.</summary>
    public void Paragraph(string text, float size = 9.5f, SKColor? color = null)
    {
        var lines = LineBreaker.Break(text, Width, part => Pen.Width(part, size)).Count;
        Need(lines * size * 1.4f);
        Y = Pen.Wrapped(text, Left, Y + size, Width, size, 1.4f, color) - size;
    }

    /// <summary>Label and value pairs, two to a line; a value too long for half a line gets lines of its own. Empty values are left out.</summary>
    public void Pairs(params (string Label, string Value)[] pairs)
    {
        const float Size = 10.5f;
        var half = Width / 2;
        var left = true;
        foreach (var (label, value) in pairs.Where(pair => pair.Value.Length > 0))
        {
            var used = Pen.Width(label, 9) + Mm(2);
            var wide = used + Pen.Width(value, Size) > half - Mm(2);
            if (left || wide)
            {
                Need(Mm(6));
                Y += Mm(5.5f);
            }

            var x = left || wide ? Left : Left + half;
            Pen.Text(label, x, Y, 9, Align.Left, Pen.Grey);
            if (wide)
            {
                Y = Pen.Wrapped(value, x + used, Y, Width - used, Size, 1.3f) - (Size * 1.3f);
            }
            else
            {
                Pen.Text(value, x + used, Y, Size);
            }

            left = wide || !left;
        }

        Y += Mm(2);
    }

    /// <summary>Lines to sign on, three to a row.</summary>
    public void Signatures(params string[] roles)
    {
        var column = Width / 3;
        Need((Mm(15) * ((roles.Length + 2) / 3)) + Mm(2));
        for (var i = 0; i < roles.Length; i++)
        {
            var x = Left + (i % 3 * column);
            Y += i % 3 == 0 ? Mm(14) : 0;
            Pen.Text(roles[i], x, Y, 10);
            Pen.Line(x + Pen.Width(roles[i], 10) + Mm(1.5f), Y + 1, x + column - Mm(4), Y + 1, 0.6f, Pen.Black);
        }

        Y += Mm(3);
    }
}
