using RecommendVote.Documents.Drawing;
using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Cards;

/// <summary>Draws one card. It bears its class in words and colour and nothing else that could tell two cards of a class apart, but the code itself.</summary>
internal static class CardFace
{
    private const string StepsZh = "① 用手机扫码，或到投票机前出示此码\n② 选择并核对，点“投出”\n③ 看到查验码，才算投票成功";
    private const string StepsEn = "1 Scan with a phone, or show the code to a kiosk\n2 Choose, review, press Cast\n3 It is cast only once a check code is shown";
    private const string CareZh = "不记名。请勿署名，勿做记号，勿转交他人；不投票的请把卡交回。";
    private const string CareEn = "Secret ballot. Do not sign, mark or pass on this card. Hand it back if you do not vote.";

    public static void Draw(Pen pen, CardSheet sheet, CardToPrint card, float x, float y, float width, float height)
    {
        float pad = Mm(4), inner = width - (2 * pad), band = Mm(9);
        var colour = SKColor.Parse(card.Colour);
        Band(pen, sheet, card, colour, x + Mm(2), y + Mm(2), width - Mm(4), band);

        var top = y + Mm(2) + band + Mm(1.5f);
        pen.Boxed(sheet.Meeting.Title, x + pad, top, inner, Mm(8.5f), 10);

        var side = Mm(36);
        top += Mm(8.5f);
        QrShape.Draw(pen, card.QrText, x + Mm(2.5f), top, side);

        var column = x + Mm(2.5f) + side + Mm(1.5f);
        var room = x + width - pad - column;
        var line = pen.Wrapped(StepsZh, column, top + Mm(5), room, 8, 1.3f);
        line = pen.Wrapped(StepsEn, column, line + Mm(0.3f), room, 6, 1.3f, Pen.Grey);
        line = pen.Wrapped(CareZh, column, line + Mm(1.6f), room, 7.2f, 1.3f);
        pen.Wrapped(CareEn, column, line + Mm(0.3f), room, 6, 1.25f, Pen.Grey);

        var bottom = y + height - Mm(3.2f);
        pen.Fitted(sheet.Address, x + pad, bottom, inner, 8);
        pen.Fitted(Grouped(card.SeedText), x + pad, bottom - Mm(4.6f), inner, 12.5f);
    }

    /// <summary>The seed in groups of four.</summary>
    public static string Grouped(string seed) => string.Join(' ', seed.Chunk(4).Select(group => new string(group)));

    private static void Band(Pen pen, CardSheet sheet, CardToPrint card, SKColor colour, float x, float y, float width, float height)
    {
        pen.Box(x, y, width, height, colour);
        var middle = y + (height / 2);
        var used = 0f;
        foreach (var mark in MarkWords.Of(sheet.Meeting.Marks))
        {
            var wide = pen.Width(mark, 7.5f) + Mm(2.4f);
            pen.Box(x + width - used - wide - Mm(1.2f), y + Mm(1.6f), wide, height - Mm(3.2f), SKColors.White);
            pen.Text(mark, x + width - used - (wide / 2) - Mm(1.2f), middle + 2.8f, 7.5f, Align.Centre, Pen.Red);
            used += wide + Mm(1.2f);
        }

        pen.Fitted(card.ClassName, x + Mm(2), middle + 4.6f, width - used - Mm(5), 13, Align.Left, TextOn(colour));
    }

    // Relative luminance after WCAG; 0.18 is where black and white contrast alike.
    private static SKColor TextOn(SKColor colour)
    {
        static double Linear(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue)) > 0.18 ? Pen.Black : SKColors.White;
    }
}
