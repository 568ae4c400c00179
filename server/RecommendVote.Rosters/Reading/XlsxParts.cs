using System.IO.Compression;
using System.Xml;

namespace RecommendVote.Rosters.Reading;

/// <summary>A sheet as the workbook names it.</summary>
/// <param name="Name">The name on the tab.</param>
/// <param name="Part">The path of its XML inside the zip.</param>
/// <param name="Visible">False when the tab is hidden.</param>
internal sealed record XlsxSheet(string Name, string Part, bool Visible);

/// <summary>
/// Opens an .xlsx far enough to know that it is one and that unpacking it is bounded, before any library reads it.
/// Every part is unpacked once and counted: the sizes that a zip declares may lie.
/// </summary>
internal static class XlsxParts
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int MaxParts = 1_000;

    internal static readonly XmlReaderSettings SafeXml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The sheets in tab order, or the code of the refusal.</summary>
    public static (IReadOnlyList<XlsxSheet> Sheets, string? Code) Open(ZipArchive zip, ImportLimits limits)
    {
        if (zip.Entries.Count > MaxParts || zip.Entries.Select(e => e.FullName).Distinct(StringComparer.OrdinalIgnoreCase).Count() != zip.Entries.Count)
        {
            return ([], "xlsx-broken");
        }

        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            return ([], "xlsx-macro");
        }

        if (!UnpacksWithin(zip, limits))
        {
            return ([], "xlsx-too-large");
        }

        var targets = ReadRelationships(zip);
        var sheets = new List<XlsxSheet>();
        using var stream = (zip.GetEntry("xl/workbook.xml") ?? throw new InvalidDataException("no workbook")).Open();
        using var reader = XmlReader.Create(stream, SafeXml);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "sheet"
                && reader.GetAttribute("name") is { } name
                && reader.GetAttribute("id", Relationships) is { } id
                && targets.TryGetValue(id, out var part)
                && zip.GetEntry(part) is not null)
            {
                sheets.Add(new XlsxSheet(name, part, reader.GetAttribute("state") is null or "visible"));
            }
        }

        return sheets.Count == 0 ? ([], "xlsx-broken") : (sheets, null);
    }

    private static bool UnpacksWithin(ZipArchive zip, ImportLimits limits)
    {
        var buffer = new byte[81_920];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            long size = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                size += read;
                total += read;
                if (total > limits.UnpackedBytes
                    || (size > 1024 * 1024 && size / Math.Max(1, entry.CompressedLength) > limits.UnpackRatio))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static Dictionary<string, string> ReadRelationships(ZipArchive zip)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = (zip.GetEntry("xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException("no relationships")).Open();
        using var reader = XmlReader.Create(stream, SafeXml);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && reader.GetAttribute("TargetMode") != "External"
                && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        return targets;
    }
}
