using System.Text;
using QRCoder;
using RecommendVote.CardReader;

namespace RecommendVote.Documents.Tests.Reading;

/// <summary>The reader against another author's encoder: every version, every level, every kind of text, with dirt and at angles.</summary>
public class QrReaderTests
{
    private static readonly QRCodeGenerator.ECCLevel[] Levels = [QRCodeGenerator.ECCLevel.L, QRCodeGenerator.ECCLevel.M, QRCodeGenerator.ECCLevel.Q, QRCodeGenerator.ECCLevel.H];

    [Fact]
    public void Every_version_and_level_is_read()
    {
        var random = new Random(3);
        foreach (var level in Levels)
        {
            for (var version = 1; version <= 40; version++)
            {
                var text = string.Concat(Enumerable.Range(0, 4 + random.Next(3)).Select(_ => (char)('a' + random.Next(26))));
                Assert.Equal([text], Read(Picture(Modules(text, level, version), 4)));
            }
        }
    }

    [Theory]
    [InlineData("0123456789012")]
    [InlineData("HELLO WORLD $%*+-./:9")]
    [InlineData("会议推荐 示例")]
    [InlineData("https://vote.example.org/v/demo-2026#0123456789ABCDEFGHJKMNPQRS.AbCdEfGhIjKlMn-_")]
    public void Every_kind_of_text_is_read(string text) =>
        Assert.All(Levels, level => Assert.Equal([text], Read(Picture(Modules(text, level, -1), 5))));

    [Fact]
    public void Long_texts_fill_several_blocks()
    {
        var text = string.Concat(Enumerable.Range(0, 900).Select(i => (char)('!' + (i * 7 % 90))));
        Assert.All(Levels, level => Assert.Equal([text], Read(Picture(Modules(text, level, -1), 3))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(13)]
    [InlineData(201)]
    public void A_turned_page_is_read(double degrees)
    {
        const string Text = "https://vote.example.org/v/demo#ABCDEFGH";
        Assert.Equal([Text], Read(Turn(Picture(Modules(Text, QRCodeGenerator.ECCLevel.M, -1), 8), degrees)));
    }

    [Fact]
    public void Dirt_within_the_correction_is_mended_and_beyond_it_nothing_is_guessed()
    {
        const string Text = "https://vote.example.org/v/demo-2026#0123456789ABCDEFGHJKMNPQRS.AbCdEfGhIjKlMn-_";
        var random = new Random(5);
        int read = 0, refused = 0;
        for (var spots = 0; spots <= 400; spots += 4)
        {
            var modules = Modules(Text, QRCodeGenerator.ECCLevel.M, -1);
            var size = modules.GetLength(0);
            for (var i = 0; i < spots; i++)
            {
                // The finder patterns stay clean: without them there is no code to read.
                int row = 9 + random.Next(size - 18), column = 9 + random.Next(size - 18);
                modules[row, column] ^= true;
            }

            var texts = Read(Picture(modules, 4));
            Assert.True(texts.Count == 0 || texts[0] == Text);
            _ = texts.Count == 0 ? refused++ : read++;
            Assert.True(texts.Count == 1 || spots > 12);
        }

        Assert.True(read > 3 && refused > 10, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Damaged_files_and_noise_give_no_code_and_no_exception()
    {
        var random = new Random(11);
        var noise = new byte[300 * 300];
        random.NextBytes(noise);
        Assert.Empty(CardSheetReader.ReadPicture(300, 300, noise));
        Assert.Equal("pdf-unreadable", CardSheetReader.Read([]).Code);
        Assert.Equal("pdf-unreadable", CardSheetReader.Read("not a pdf"u8.ToArray()).Code);
        Assert.Equal("pdf-unreadable", CardSheetReader.Read(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>")).Code);
    }

    private static IReadOnlyList<string> Read((int Size, byte[] Grey) picture) => CardSheetReader.ReadPicture(picture.Size, picture.Size, picture.Grey);

    private static bool[,] Modules(string text, QRCodeGenerator.ECCLevel level, int version)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, level, forceUtf8: true, utf8BOM: false, eciMode: QRCodeGenerator.EciMode.Default, requestedVersion: version);
        var size = data.ModuleMatrix.Count - 8;
        var modules = new bool[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                modules[row, column] = data.ModuleMatrix[row + 4][column + 4];
            }
        }

        return modules;
    }

    private static (int Size, byte[] Grey) Picture(bool[,] modules, int scale)
    {
        var size = (modules.GetLength(0) + 8) * scale;
        var grey = new byte[size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                int row = (y / scale) - 4, column = (x / scale) - 4;
                var dark = row >= 0 && column >= 0 && row < modules.GetLength(0) && column < modules.GetLength(0) && modules[row, column];
                grey[(y * size) + x] = dark ? (byte)0 : (byte)255;
            }
        }

        return (size, grey);
    }

    private static (int Size, byte[] Grey) Turn((int Size, byte[] Grey) picture, double degrees)
    {
        var size = (int)(picture.Size * 1.5);
        var grey = new byte[size * size];
        double cos = Math.Cos(degrees * Math.PI / 180), sin = Math.Sin(degrees * Math.PI / 180);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                double dx = x - (size / 2.0), dy = y - (size / 2.0);
                int fromX = (int)Math.Floor((dx * cos) + (dy * sin) + (picture.Size / 2.0)), fromY = (int)Math.Floor((dy * cos) - (dx * sin) + (picture.Size / 2.0));
                var inside = fromX >= 0 && fromY >= 0 && fromX < picture.Size && fromY < picture.Size;
                grey[(y * size) + x] = inside ? picture.Grey[(fromY * picture.Size) + fromX] : (byte)255;
            }
        }

        return (size, grey);
    }
}
