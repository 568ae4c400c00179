using System.Text;

namespace RecommendVote.Rosters.Reading;

/// <summary>Reads delimited text after RFC 4180: quoted cells may hold the delimiter, line breaks and doubled quotation marks. Lines end in LF, CRLF or CR.</summary>
internal sealed class DelimitedText(string text, char delimiter, ImportLimits limits)
{
    private readonly List<SourceRow> _rows = [];
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _line = 1;

    /// <summary>The rows that are not blank, or the problem that stops the reading.</summary>
    public (IReadOnlyList<SourceRow> Rows, ImportProblem? Problem) Read()
    {
        while (_at < text.Length)
        {
            var start = _line;
            var (bad, open) = ReadRow();
            if (open)
            {
                return (_rows, ProblemText.Error(null, null, "csv-open-quote", start));
            }

            if (_cells.Count > limits.Columns && _cells.Skip(limits.Columns).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                return (_rows, ProblemText.Error(null, null, "too-many-columns", limits.Columns));
            }

            var row = new SourceRow(start, [.. _cells.Take(limits.Columns)]) { BadQuotes = bad };
            if (row.IsBlank && !bad)
            {
                continue;
            }

            if (_rows.Count == limits.Rows)
            {
                return (_rows, ProblemText.Error(null, null, "too-many-rows", limits.Rows));
            }

            _rows.Add(row);
        }

        return (_rows, null);
    }

    private (bool Bad, bool Open) ReadRow()
    {
        _cells.Clear();
        var bad = false;
        while (true)
        {
            _cell.Clear();
            if (_at < text.Length && text[_at] == '"')
            {
                if (!ReadQuoted())
                {
                    return (true, true);
                }

                // Anything but a delimiter or line end after the closing mark means that the cell borders cannot be trusted.
                bad |= ReadPlain() > 0;
            }
            else
            {
                var before = _at;
                ReadPlain();
                bad |= text.AsSpan(before, _at - before).Contains('"');
            }

            _cells.Add(_cell.ToString());
            if (_at < text.Length && text[_at] == delimiter)
            {
                _at++;
                continue;
            }

            SkipLineEnd();
            return (bad, false);
        }
    }

    private int ReadPlain()
    {
        var start = _at;
        while (_at < text.Length && text[_at] != delimiter && text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }

        _cell.Append(text, start, _at - start);
        return _at - start;
    }

    private bool ReadQuoted()
    {
        _at++;
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '"')
            {
                if (_at >= text.Length || text[_at] != '"')
                {
                    return true;
                }

                _at++;
            }
            else if (c == '\n' || (c == '\r' && (_at >= text.Length || text[_at] != '\n')))
            {
                _line++;
            }

            _cell.Append(c);
        }

        return false;
    }

    private void SkipLineEnd()
    {
        if (_at >= text.Length)
        {
            return;
        }

        _at += text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
        _line++;
    }
}
