using RecommendVote.Documents.Drawing;
using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Cards;

/// <summary>Draws one card. It bears its class in words and colour and nothing else that could tell two cards of a class apart, but the code itself.</summary>
internal static class CardFace
{
    private static readonly SKColor MarkFill = new(0xFD, 0xEC, 0xEC);
    private const string StepsZh = "① 用手机扫码，或到投票机前出示此码\n② 选择并核对，点“投出”\n③ 看到查验码，才算投票成功";
    private const string StepsEn = "1 Scan with a phone, or show the code to a kiosk\n2 Choose, review, press Cast\n3 It is cast only once a check code is shown";
    private const string CareZh = "不记名。请勿署名，勿做记号，勿转交他人；不投票的请把卡交回。";
    private const string CareEn = "Secret ballot. Do not sign, mark or pass on this card. Hand it back if you do not vote.";

    public static void Draw(Pen pen, CardSheet sheet, CardToPrint card, float x, float y, float width, float height)
    {
        float pad = Mm(4), inner = width - (2 * pad), band = Mm(8);
        var top = y + Mm(2);
        var colour = SKColor.Parse(card.Colour);
        pen.Box(x + Mm(2), top, width - Mm(4), band, colour);
        pen.Boxed(card.ClassName, x + pad, top, inner, band, 13, middle: true, TextOn(colour));
        top += band;

        if (MarkWords.Of(sheet.Meeting.Marks) is { Count: > 0 } marks)
        {
            pen.Box(x + Mm(2), top, width - Mm(4), Mm(5), MarkFill);
            pen.Fitted(string.Join("　", marks), x + (width / 2), top + Mm(3.6f), inner, 9, Align.Centre, Pen.Red);
            top += Mm(5);
        }

        pen.Boxed(sheet.Meeting.Title, x + pad, top + Mm(0.8f), inner, Mm(8), 9.5f);
        top += Mm(8.3f);

        var side = Mm(35.5f);
        QrShape.Draw(pen, card.QrText, x + Mm(2.5f), top, side);
        Instructions(pen, x + Mm(4) + side, top + Mm(3.4f), width - pad - Mm(4) - side);

        var bottom = y + height - Mm(3);
        var size = pen.SizeToFit(sheet.Address, 8.5f, inner * 0.8f);
        pen.Text(sheet.Address, x + pad, bottom, size);
        var used = pen.Width(sheet.Address, size) + Mm(2);
        pen.Fitted("无法扫码就打开网址输入编码 or type it", x + pad + used, bottom, inner - used, 6.5f, Align.Left, Pen.Grey);
        pen.Fitted(Grouped(card.SeedText), x + pad, bottom - Mm(4.1f), inner, 13);
    }

    private static void Instructions(Pen pen, float x, float y, float width)
    {
        y = pen.Wrapped(StepsZh, x, y, width, 8, 1.3f);
        y = pen.Wrapped(StepsEn, x, y + Mm(0.3f), width, 6, 1.3f, Pen.Grey);
        y = pen.Wrapped(CareZh, x, y + Mm(1.4f), width, 7.2f, 1.3f);
        pen.Wrapped(CareEn, x, y + Mm(0.3f), width, 6, 1.25f, Pen.Grey);
    }

    /// <summary>The seed in groups of four.</summary>
    public static string Grouped(string seed) => string.Join(' ', seed.Chunk(4).Select(group => new string(group)));

    // Relative luminance after WCAG; 0.18 is where black and white contrast alike.
    private static SKColor TextOn(SKColor colour)
    {
        static double Linear(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue)) > 0.18 ? Pen.Black : SKColors.White;
    }
}
