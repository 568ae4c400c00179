using RecommendVote.CardReader;
using RecommendVote.Documents.Cards;
using RecommendVote.Documents.Drawing;

namespace RecommendVote.Documents.Tests.Printing;

public class CardSheetTests
{
    [Fact]
    public void All_60_codes_read_back_from_the_printed_sheet_are_those_that_were_given()
    {
        var sheet = Samples.Cards();
        var read = CardSheetReader.Read(CardSheetPdf.Make(sheet, Samples.Fonts).Keep("cards.pdf"));
        Assert.Null(read.Code);
        Assert.Equal(60, sheet.Cards.Count);
        Assert.Equal(sheet.Cards.Select(card => card.QrText), read.Texts);

        // A cover, then 7 + 22 + 1 + 30 cards, eight a page, classes apart.
        Assert.Equal(1 + 1 + 3 + 1 + 4, read.Pages);
    }

    [Fact]
    [Trait("Attack", "A65")]
    public void A_second_print_is_marked_on_its_cover_and_on_every_card()
    {
        var sheet = Samples.Cards(DocumentMarks.Demo | DocumentMarks.SecondPrint | DocumentMarks.Practice);
        var pdf = CardSheetPdf.Make(sheet, Samples.Fonts).Keep("cards-second-print.pdf");
        Assert.Equal(sheet.Cards.Select(card => card.QrText), CardSheetReader.Read(pdf).Texts);

        var pages = Poppler.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, pages.Length);
        Assert.Contains("第一次打印的卡全部失效", pages[0], StringComparison.Ordinal);
        Assert.Equal(60, pages.Skip(1).Sum(page => page.Split("第二次打印").Length - 1));
        Assert.DoesNotContain("第二次打印", Poppler.Text(CardSheetPdf.Make(Samples.Cards(), Samples.Fonts)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_bears_its_code_in_groups_of_four_its_address_and_nothing_that_tells_it_from_another()
    {
        var faces = Enumerable.Range(1, 3).Select(seed =>
        {
            var sheet = Samples.Cards(DocumentMarks.None, seed, [("C 干部代表", 1)]);
            var words = Poppler.Text(CardSheetPdf.Make(sheet, Samples.Fonts)).Split('\f')[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var groups = sheet.Cards[0].SeedText.Chunk(4).Select(group => new string(group)).ToList();
            Assert.Equal(groups, words.Where(groups.Contains));
            Assert.Contains(sheet.Address, words);
            return string.Join(' ', words.Except(groups));
        }).ToList();
        Assert.Single(faces.Distinct());
    }

    [Fact]
    public void Pages_drawn_by_another_program_hold_the_same_codes()
    {
        var sheet = Samples.Cards(seed: 2, classes: [("A 领导班子成员", 8)]);
        var pages = Poppler.Render(CardSheetPdf.Make(sheet, Samples.Fonts), 150);
        var texts = pages.SelectMany(page => CardSheetReader.ReadPicture(page.Width, page.Height, page.Grey));
        Assert.Equal(sheet.Cards.Select(card => card.QrText), texts);
    }

    [Fact]
    public void Another_reader_finds_the_same_codes()
    {
        var sheet = Samples.Cards(seed: 3);
        var texts = Poppler.ReadCodes(CardSheetPdf.Make(sheet, Samples.Fonts));
        Assert.Equal(sheet.Cards.Select(card => card.QrText).Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_input_gives_the_same_file()
    {
        var sheet = Samples.Cards(classes: [("C 干部代表", 3)]);
        Assert.Equal(CardSheetPdf.Make(sheet, Samples.Fonts), CardSheetPdf.Make(sheet, Samples.Fonts));
    }

    [Fact]
    public void A_character_without_a_glyph_is_named_before_anything_is_printed()
    {
        using var fonts = new DocumentFonts(useSystemFonts: false);
        var sheet = Samples.Cards() with { Meeting = Samples.Meeting with { Title = "示例市\U0002A6D6\U0003106C局\U0002A6D6推荐会" } };
        var missing = Assert.Throws<MissingGlyphException>(() => CardSheetPdf.Make(sheet, fonts));
        Assert.Equal(["\U0002A6D6", "\U0003106C"], missing.Characters);
        Assert.Contains("U+2A6D6", missing.Message, StringComparison.Ordinal);
        Assert.Equal(["\U0002A6D6"], fonts.FindMissing(["张\U0002A6D6三", "李四"]));
    }

    [Fact]
    public void The_shipped_font_alone_prints_the_demo_and_rare_names()
    {
        using var fonts = new DocumentFonts(useSystemFonts: false);
        Assert.NotEmpty(CardSheetPdf.Make(Samples.Cards(), fonts));
        Assert.Empty(fonts.FindMissing(["买尔丹·示例江", "欧阳示例", "龘靐齉𠮷䶮堃喆玥婳翀", "Rentería Ñandú"]));
    }

    [Theory]
    [InlineData("", "ABCDEFGHJK", "#0072B2")]
    [InlineData("https://a/v/b#X", "ABC DEFGHJK", "#0072B2")]
    [InlineData("https://a/v/b#X", "ABCDEFGHJK", "blue")]
    public void Cards_that_cannot_be_printed_are_refused_without_naming_them(string qr, string seed, string colour)
    {
        var sheet = Samples.Cards() with { Cards = [new CardToPrint(qr, seed, "A", colour)] };
        var refusal = Assert.Throws<ArgumentException>(() => CardSheetPdf.Make(sheet, Samples.Fonts));
        Assert.DoesNotContain(seed, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicate_cards_are_refused()
    {
        var sheet = Samples.Cards();
        Assert.Throws<ArgumentException>(() => CardSheetPdf.Make(sheet with { Cards = [.. sheet.Cards, sheet.Cards[0]] }, Samples.Fonts));
    }
}
