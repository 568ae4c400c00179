using SkiaSharp;

namespace RecommendVote.Documents.Drawing;

/// <summary>Says which page is being drawn.</summary>
internal readonly record struct PageNumber(int Number, int Total);

/// <summary>Lays a document out twice: the first time to count pages and to find characters that cannot be printed, the second time for good.</summary>
internal static class PdfWriter
{
    /// <summary>Makes the file.</summary>
    /// <param name="title">Title in the file's properties.</param>
    /// <param name="created">Time in the file's properties; given, so that the same input gives the same file.</param>
    /// <param name="fonts">Fonts to print with.</param>
    /// <param name="layout">Draws everything: it asks for a new page with the first argument. The total is 0 in the first round.</param>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    public static byte[] Write(string title, DateTime created, DocumentFonts fonts, Action<Func<Pen>, int> layout)
    {
        var texts = new List<string>();
        var pages = 0;
        using (var recorder = new SKPictureRecorder())
        {
            var canvas = recorder.BeginRecording(SKRect.Create(Measures.PageWidth, Measures.PageHeight));
            layout(
                () =>
                {
                    pages++;
                    return new Pen(canvas, fonts, texts.Add);
                },
                0);
            using var picture = recorder.EndRecording();
        }

        if (fonts.FindMissing(texts) is { Count: > 0 } missing)
        {
            throw new MissingGlyphException(missing);
        }

        using var memory = new MemoryStream();
        using (var stream = new SKManagedWStream(memory))
        {
            var metadata = new SKDocumentPdfMetadata
            {
                Title = title,
                Creator = "RecommendVote",
                Producer = "RecommendVote (Skia)",
                Creation = DateTime.SpecifyKind(created, DateTimeKind.Utc),
                Modified = DateTime.SpecifyKind(created, DateTimeKind.Utc),
            };
            using var document = SKDocument.CreatePdf(stream, metadata);
            var open = false;
            layout(
                () =>
                {
                    if (open)
                    {
                        document.EndPage();
                    }

                    open = true;
                    return new Pen(document.BeginPage(Measures.PageWidth, Measures.PageHeight), fonts, _ => { });
                },
                pages);
            document.EndPage();
            document.Close();
        }

        return memory.ToArray();
    }
}
