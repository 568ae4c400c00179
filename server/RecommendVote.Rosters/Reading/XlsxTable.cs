using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace RecommendVote.Rosters.Reading;

/// <summary>Reads one sheet of an .xlsx into texts. Dates become yyyy-MM-dd, whole numbers lose no digit, "001" stays "001".</summary>
internal static class XlsxTable
{
    // Shared strings stay in memory: a roster with personal data is not spilled into a temporary file.
    private static readonly OpenXmlConfiguration Configuration = new() { EnableSharedStringCache = false, FillMergedCells = false };

    /// <summary>Reads the sheet that is named, or the first visible one that <paramref name="suits"/> accepts, or else the first visible.</summary>
    public static TableResult Read(byte[] bytes, string? sheetName, Func<IReadOnlyList<SourceRow>, bool> suits, ImportLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var (sheets, code) = XlsxParts.Open(zip, limits);
            if (code is not null)
            {
                return TableResult.Refused(code);
            }

            var visible = sheets.Where(sheet => sheet.Visible).ToList();
            var candidates = sheetName is null ? visible : [.. sheets.Where(sheet => sheet.Name == sheetName)];
            if (candidates.Count == 0)
            {
                return TableResult.Refused("sheet-missing", sheetName ?? "");
            }

            TableResult? first = null;
            foreach (var sheet in candidates)
            {
                var result = ReadSheet(zip, bytes, sheet, limits);
                if (result.Table is { } table && suits(table.Rows))
                {
                    return WithOtherSheets(table, visible.Count - 1);
                }

                first ??= result;
            }

            return first!;
        }
#pragma warning disable CA1031 // The libraries answer broken workbooks with whatever exception their parsing runs into.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return TableResult.Refused("xlsx-broken");
        }
    }

    private static TableResult WithOtherSheets(SourceTable table, int others) => TableResult.Ok(others < 1
        ? table
        : table with { Warnings = [ProblemText.Warning(null, null, "other-sheets", table.Source.Sheet, others)] });

    private static TableResult ReadSheet(ZipArchive zip, byte[] bytes, XlsxSheet sheet, ImportLimits limits)
    {
        var (shape, code) = SheetShape.Scan(zip, sheet.Part, limits);
        if (shape is null)
        {
            return TableResult.Refused(code!, code == "too-many-columns" ? limits.Columns : limits.Rows);
        }

        var rows = new List<SourceRow>();
        var number = 0;
        using var stream = new MemoryStream(bytes, writable: false);
        foreach (IDictionary<string, object?> cells in stream.Query(useHeaderRow: false, sheetName: sheet.Name, excelType: ExcelType.XLSX, configuration: Configuration))
        {
            if (++number > shape.LastRow)
            {
                break;
            }

            var row = new SourceRow(number, [.. cells.Values.Take(shape.Columns).Select(Text)])
            {
                Hidden = shape.HiddenRows.Contains(number),
                Formulas = shape.Formulas.GetValueOrDefault(number),
            };
            if (!row.IsBlank)
            {
                rows.Add(row);
            }
        }

        var source = new SourceDescription("xlsx", null, null, sheet.Name);
        return TableResult.Ok(new SourceTable(source, rows) { HiddenColumns = shape.HiddenColumns });
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
