using System.IO.Compression;
using System.Text;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Cadres;

namespace RecommendVote.Documents.Tests.Rosters;

/// <summary>Makes spreadsheets in memory and reads them.</summary>
internal static class Files
{
    public static readonly ImportOptions Demo = new() { ReferenceDate = DemoData.ReferenceDate, Positions = DemoData.Positions };

    public static Encoding Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    public static Task<ImportResult<CadreRow>> Cadres(string text, ImportOptions? options = null) => Cadres(Encoding.UTF8.GetBytes(text), options);

    public static Task<ImportResult<CadreRow>> Cadres(byte[] bytes, ImportOptions? options = null) =>
        CadreRosterReader.ReadAsync(new MemoryStream(bytes), options ?? Demo, TestContext.Current.CancellationToken);

    public static Task<ImportResult<AttendeeRow>> Attendees(string text, ImportOptions? options = null) => Attendees(Encoding.UTF8.GetBytes(text), options);

    public static Task<ImportResult<AttendeeRow>> Attendees(byte[] bytes, ImportOptions? options = null) =>
        AttendeeListReader.ReadAsync(new MemoryStream(bytes), options ?? Demo, TestContext.Current.CancellationToken);

    public static byte[] DemoBytes(string file)
    {
        using var stream = DemoData.Open(file);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A small .xlsx around the given sheet data (the content of the worksheet element).</summary>
    public static byte[] Xlsx(string sheetXml, string? extraPart = null, byte[]? extraBytes = null) => Zip(
        ("[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""u8.ToArray()),
        ("_rels/.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""u8.ToArray()),
        ("xl/workbook.xml", """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>"""u8.ToArray()),
        ("xl/_rels/workbook.xml.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""u8.ToArray()),
        ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheetXml}</worksheet>""")),
        (extraPart ?? "docProps/empty.xml", extraBytes ?? []));

    /// <summary>One row of inline strings; null leaves the cell out.</summary>
    public static string Row(int number, params string?[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, i) => cell is null ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";

    private static byte[] Zip(params (string Name, byte[] Bytes)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }
}
