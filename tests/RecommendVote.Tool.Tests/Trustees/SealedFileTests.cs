using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

public sealed class SealedFileTests
{
    private static readonly byte[] Secret = "a secret of some length"u8.ToArray();

    [Fact]
    public void A_sealed_file_opens_with_its_passphrase_in_any_unicode_spelling()
    {
        var file = SealedFile.Seal("trustee-key", Secret, "pass ﬁve 五", new SeededRandomSource("seal"));
        Assert.Null(SealedFile.TryOpen("trustee-key", file, "pass five 五", out var opened));
        Assert.Equal(Secret, opened);
    }

    [Fact]
    public void Wrong_passphrase_damage_and_another_kind_are_told_apart()
    {
        var file = SealedFile.Seal("trustee-key", Secret, "correct horse", new SeededRandomSource("seal"));
        Assert.Equal("passphrase-wrong", SealedFile.TryOpen("trustee-key", file, "wrong horse", out var nothing));
        Assert.Empty(nothing);
        Assert.Equal("file-of-another-kind", SealedFile.TryOpen("staff-key", file, "correct horse", out _));
        Assert.Equal("file-damaged", SealedFile.TryOpen("trustee-key", file.AsSpan(0, file.Length - 1), "correct horse", out _));
        Assert.Equal("file-damaged", SealedFile.TryOpen("trustee-key", "{}"u8, "correct horse", out _));
        for (var at = 0; at < file.Length; at += 17)
        {
            var damaged = file.ToArray();
            damaged[at] ^= 1;
            Assert.NotNull(SealedFile.TryOpen("trustee-key", damaged, "correct horse", out _));
        }
    }

    [Fact]
    public void The_file_has_the_form_that_browsers_write()
    {
        var text = Encoding.UTF8.GetString(SealedFile.Seal("trustee-key", Secret, "correct horse", new SeededRandomSource("seal")));
        Assert.StartsWith(
            "{\"format\":\"RV1-sealed\",\"content\":\"trustee-key\",\"kdf\":{\"name\":\"scrypt\",\"N\":32768,\"r\":8,\"p\":1,\"salt\":\"", text, StringComparison.Ordinal);
        Assert.Contains("\"cipher\":\"XChaCha20-Poly1305\",\"nonce\":\"", text, StringComparison.Ordinal);
    }
}
