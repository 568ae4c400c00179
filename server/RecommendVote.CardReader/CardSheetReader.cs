using RecommendVote.CardReader.Qr;
using UglyToad.PdfPig;

namespace RecommendVote.CardReader;

/// <summary>What was read from a sheet.</summary>
/// <param name="Texts">The texts of all QR codes: page by page, from top to bottom, left to right.</param>
/// <param name="Pages">Number of pages of the file.</param>
/// <param name="Code">Null, or why nothing could be read: "pdf-unreadable" or "pdf-too-large".</param>
public sealed record CardSheetContent(IReadOnlyList<string> Texts, int Pages, string? Code);

/// <summary>
/// Reads the QR codes of a printed sheet back from its PDF. It knows nothing of how the sheet was made: pages are drawn as pixels and the
/// codes are found in the picture, as a camera would.
/// </summary>
public static class CardSheetReader
{
    private const int MaxBytes = 100 * 1024 * 1024;
    private const int MaxPages = 500;

    /// <summary>Reads all codes of a PDF. Never throws on a damaged file.</summary>
    public static CardSheetContent Read(byte[] pdf)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        if (pdf.Length > MaxBytes)
        {
            return new([], 0, "pdf-too-large");
        }

        try
        {
            using var document = PdfDocument.Open(pdf);
            if (document.NumberOfPages > MaxPages)
            {
                return new([], document.NumberOfPages, "pdf-too-large");
            }

            var texts = new List<string>();
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                if (PageRaster.Draw(document.GetPage(number)) is not { } raster)
                {
                    return new([], document.NumberOfPages, "pdf-too-large");
                }

                texts.AddRange(InReadingOrder(QrSearch.Read(raster)));
            }

            return new(texts, document.NumberOfPages, null);
        }
#pragma warning disable CA1031 // The parser answers damaged files with whatever exception it runs into; the reader only says "unreadable".
        catch (Exception)
#pragma warning restore CA1031
        {
            return new([], 0, "pdf-unreadable");
        }
    }

    /// <summary>Reads all codes of a picture.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="grey">One byte per pixel, row by row from the top, 0 = black.</param>
    public static IReadOnlyList<string> ReadPicture(int width, int height, byte[] grey)
    {
        ArgumentNullException.ThrowIfNull(grey);
        ArgumentOutOfRangeException.ThrowIfNotEqual(grey.Length, checked(width * height), nameof(grey));
        return [.. InReadingOrder(QrSearch.Read(new Raster(width, height, grey)))];
    }

    // Codes whose middles lie within a few millimetres of height stand in one row of cards.
    private static IEnumerable<string> InReadingOrder(List<FoundQr> codes)
    {
        const double RowHeight = 100;
        var left = codes.OrderBy(code => code.Y).ToList();
        while (left.Count > 0)
        {
            var row = left.TakeWhile(code => code.Y - left[0].Y < RowHeight).OrderBy(code => code.X).ToList();
            left.RemoveRange(0, row.Count);
            foreach (var code in row)
            {
                yield return code.Text;
            }
        }
    }
}
