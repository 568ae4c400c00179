using RecommendVote.Documents.Drawing;
using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Cards;

/// <summary>Prints cards: A4, a cover, then eight cards a page with lines to cut along. Cards of different classes never share a page.</summary>
public static class CardSheetPdf
{
    private const int Columns = 2;
    private const int Rows = 4;
    private const float Margin = 8;

    /// <summary>Cards on one page.</summary>
    public const int CardsPerPage = Columns * Rows;

    /// <summary>Makes the PDF.</summary>
    /// <exception cref="ArgumentException">A card is not printable as described: empty or overlong QR text, a seed with other characters than letters and digits, a colour that is not #RRGGBB.</exception>
    /// <exception cref="MissingGlyphException">A character of the meeting or a class cannot be printed.</exception>
    public static byte[] Make(CardSheet sheet, DocumentFonts fonts)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(fonts);
        Check(sheet);
        var classes = sheet.Cards.GroupBy(card => card.ClassName).Select(group => group.ToList()).ToList();
        return PdfWriter.Write($"{sheet.Meeting.Title} 票卡 Cards", sheet.PrintedAt, fonts, (newPage, total) =>
        {
            CardCover.Draw(sheet, classes, newPage, total);
            foreach (var page in classes.SelectMany(cards => cards.Chunk(CardsPerPage)))
            {
                DrawPage(newPage(), sheet, page);
            }
        });
    }

    private static void DrawPage(Pen pen, CardSheet sheet, CardToPrint[] cards)
    {
        float width = (PageWidth - Mm(2 * Margin)) / Columns, height = (PageHeight - Mm(2 * Margin)) / Rows;
        for (var i = 0; i < cards.Length; i++)
        {
            CardFace.Draw(pen, sheet, cards[i], Mm(Margin) + (i % Columns * width), Mm(Margin) + (i / Columns * height), width, height);
        }

        float[] dashes = [3, 3];
        for (var column = 0; column <= Columns; column++)
        {
            var x = Mm(Margin) + (column * width);
            pen.Line(x, Mm(2), x, PageHeight - Mm(2), 0.4f, Pen.Rule, dashes);
        }

        for (var row = 0; row <= Rows; row++)
        {
            var y = Mm(Margin) + (row * height);
            pen.Line(Mm(2), y, PageWidth - Mm(2), y, 0.4f, Pen.Rule, dashes);
        }

        pen.Text("✂", Mm(3), Mm(Margin) + height + 3, 9, Align.Left, Pen.Grey);
    }

    private static void Check(CardSheet sheet)
    {
        if (sheet.Cards.Count == 0)
        {
            throw new ArgumentException("There are no cards.", nameof(sheet));
        }

        foreach (var card in sheet.Cards)
        {
            // The message names the rule and never the card: a seed must not end up in a log.
            if (card.QrText.Length is 0 or > 500)
            {
                throw new ArgumentException("A QR text is empty or longer than 500 characters.", nameof(sheet));
            }

            if (card.SeedText.Length is < 8 or > 64 || !card.SeedText.All(char.IsAsciiLetterOrDigit))
            {
                throw new ArgumentException("A seed text is not 8 to 64 letters and digits.", nameof(sheet));
            }

            if (card.Colour.Length != 7 || !SKColor.TryParse(card.Colour, out _))
            {
                throw new ArgumentException("A colour is not #RRGGBB.", nameof(sheet));
            }
        }

        if (sheet.Cards.GroupBy(card => card.ClassName).Any(group => group.Select(card => card.Colour).Distinct().Count() > 1))
        {
            throw new ArgumentException("Cards of one class have different colours.", nameof(sheet));
        }

        if (sheet.Cards.DistinctBy(card => card.QrText).Count() != sheet.Cards.Count)
        {
            throw new ArgumentException("Two cards have the same QR text.", nameof(sheet));
        }
    }
}
