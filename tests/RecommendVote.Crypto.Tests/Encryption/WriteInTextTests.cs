using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class WriteInTextTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int['A', 'Z'], Gen.Int['a', 'z'], Gen.Int['0', '9'], Gen.Int[0x4E00, 0x9FFF], Gen.Int[0x3400, 0x4DBF],
        Gen.Int[0x20000, 0x2F7FF], Gen.Int[0x30000, 0x323AF], Gen.Int[0xB7, 0xB7], Gen.Int[0x3007, 0x3007])
        .Select(char.ConvertFromUtf32).Array[0, 7].Select(string.Concat);

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A25")]
    public void A25_texts_map_onto_the_group_and_back(string name)
    {
        var suite = Suites.Get(name);
        Texts.Sample(text =>
            WriteInText.TryEncode(suite, text, out var point)
            && !point.IsIdentity
            && Point.TryDecode(suite, point.Encode(), out _)
            && WriteInText.Decode(suite, point) == text, iter: 3000);
    }

    [Theory]
    [InlineData("张三")]
    [InlineData("买买提·吐尔逊")]
    [InlineData("#zhang-san-2")]
    [InlineData("𠮷野")]
    [InlineData("一二三四五六七八九十")]
    [InlineData("")]
    [Trait("Attack", "F-B22")]
    public void Names_of_up_to_thirty_bytes_can_be_written(string text) => Assert.True(WriteInText.IsAllowed(text));

    [Theory]
    [InlineData("张 三")]
    [InlineData("张三。")]
    [InlineData("Ａ")]
    [InlineData("é")]
    [InlineData("\u0000")]
    [InlineData("a\u0000")]
    [InlineData("\uFFFD")]
    [InlineData("\uFEFFa")]
    [InlineData("ﬁ")]
    [InlineData("一二三四五六七八九十a")]
    [InlineData("一二三四五六七八九十一")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [Trait("Attack", "F-B22")]
    public void Other_letters_and_longer_texts_are_refused(string text)
    {
        Assert.False(WriteInText.IsAllowed(text));
        Assert.False(WriteInText.TryEncode(Suite.P256, text, out _));
    }

    /// <summary>Halves of letters do not survive in the data of a theory: they become U+FFFD, which is refused as any other letter is.</summary>
    [Fact]
    [Trait("Attack", "F-B22")]
    public void Half_a_letter_is_refused()
    {
        foreach (var text in new[] { "\uD842", "\uDFB7", "\uDFB7\uD842", "a\uD842", "\uD842a", "𠮷\uD842", "\uDFB7𠮷", "\uD842𠮷" })
        {
            Assert.False(WriteInText.IsAllowed(text));
            Assert.False(WriteInText.TryEncode(Suite.P256, text, out var none));
            Assert.Null(none);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Points_that_no_encoder_makes_are_unreadable(string name)
    {
        var suite = Suites.Get(name);
        Assert.True(WriteInText.TryEncode(suite, "王五", out var good));
        Assert.Null(WriteInText.Decode(suite, suite.Group.Identity));
        Assert.Null(WriteInText.Decode(suite, -good));
        Assert.Null(WriteInText.Decode(suite, suite.Group.Generator));
        Assert.Null(WriteInText.Decode(suite, Suites.Other(suite).Group.Generator));
        Assert.Null(WriteInText.Decode(suite, good + suite.Group.Generator));
        var raw = new byte[32];
        "abc"u8.CopyTo(raw.AsSpan(1));
        Assert.Equal("abc", DecodeX(suite, raw, next: 0));
        Assert.Null(DecodeX(suite, raw, next: 1));
        raw[5] = (byte)'d';
        Assert.Null(DecodeX(suite, raw, next: 0));
        Assert.Null(DecodeX(suite, [0, 0xC3, 0x28, .. new byte[29]], next: 0));
        Assert.Null(DecodeX(suite, [0, 0xED, 0xA0, 0x80, .. new byte[28]], next: 0));
        Assert.Null(DecodeX(suite, [0, 0xC1, 0x81, .. new byte[29]], next: 0));
        Assert.Null(DecodeX(suite, [0, (byte)' ', .. new byte[30]], next: 0));
        Assert.Null(DecodeX(suite, [1, (byte)'a', .. new byte[30]], next: 0));
    }

    /// <summary>Decodes the point whose x is the bytes with the smallest counter on the curve, or the <paramref name="next"/> one after it.</summary>
    private static string? DecodeX(Suite suite, byte[] x, int next)
    {
        for (var counter = 0; counter < 256; counter++)
        {
            x[31] = (byte)counter;
            var field = suite.Group.Arithmetic.Field;
            var value = field.ToMontgomery(U256.Read(x));
            if (!suite.TrySquareRoot(suite.Group.Arithmetic.RightSide(value), out var y) || next-- > 0)
                continue;
            if (field.FromMontgomery(y).IsOdd)
                y = field.Negate(y);
            return WriteInText.Decode(suite, new Point(suite.Group, new AffinePoint(value, y)));
        }
        throw new InvalidOperationException("no point");
    }
}
