using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace RecommendVote.Rosters.Reading;

/// <summary>What a sheet looks like beside its values: how far it reaches, what is hidden, which cells are formulas.</summary>
internal sealed class SheetShape
{
    /// <summary>Highest row number that holds a value; 0 for an empty sheet.</summary>
    public int LastRow { get; private set; }

    /// <summary>Number of columns up to the last that holds a value.</summary>
    public int Columns { get; private set; }

    public int FilledRows { get; private set; }

    public HashSet<int> HiddenRows { get; } = [];

    public HashSet<int> HiddenColumns { get; } = [];

    /// <summary>Zero-based columns of formula cells by row number.</summary>
    public Dictionary<int, HashSet<int>> Formulas { get; } = [];

    /// <summary>Reads the sheet's XML once; stops early, with the code, when a limit is passed or rows are out of order.</summary>
    public static (SheetShape? Shape, string? Code) Scan(ZipArchive zip, string part, ImportLimits limits)
    {
        var shape = new SheetShape();
        using var stream = zip.GetEntry(part)!.Open();
        using var reader = XmlReader.Create(stream, XlsxParts.SafeXml);
        int row = 0, column = -1;
        bool filled = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "col" when IsTrue(reader.GetAttribute("hidden")):
                    shape.HideColumns(reader, limits);
                    break;
                case "row":
                    var number = Number(reader.GetAttribute("r")) ?? row + 1;
                    if (number <= row || number > 1_048_576)
                    {
                        return (null, "xlsx-broken");
                    }

                    (row, column, filled) = (number, -1, false);
                    if (IsTrue(reader.GetAttribute("hidden")))
                    {
                        shape.HiddenRows.Add(row);
                    }

                    break;
                case "c":
                    var next = ColumnOf(reader.GetAttribute("r")) ?? column + 1;
                    if (next <= column || row == 0)
                    {
                        return (null, "xlsx-broken");
                    }

                    column = next;
                    break;
                case "f" when column >= 0:
                    if (!shape.Formulas.TryGetValue(row, out var cells))
                    {
                        shape.Formulas[row] = cells = [];
                    }

                    cells.Add(column);
                    break;
                case "v" or "is" when column >= 0:
                    shape.FilledRows += filled ? 0 : 1;
                    filled = true;
                    shape.LastRow = row;
                    shape.Columns = Math.Max(shape.Columns, column + 1);
                    if (shape.FilledRows > limits.Rows)
                    {
                        return (null, "too-many-rows");
                    }

                    if (shape.Columns > limits.Columns)
                    {
                        return (null, "too-many-columns");
                    }

                    break;
            }
        }

        return (shape, null);
    }

    private void HideColumns(XmlReader reader, ImportLimits limits)
    {
        var last = Math.Min(Number(reader.GetAttribute("max")) ?? 0, limits.Columns);
        for (var i = Math.Max(1, Number(reader.GetAttribute("min")) ?? 1); i <= last; i++)
        {
            HiddenColumns.Add(i - 1);
        }
    }

    private static bool IsTrue(string? value) => value is "1" or "true";

    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "AB12" -> 27; the digits are the row's business.
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z')
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
            if (column > 16_384)
            {
                return -1;
            }
        }

        return column == 0 ? null : column - 1;
    }
}
