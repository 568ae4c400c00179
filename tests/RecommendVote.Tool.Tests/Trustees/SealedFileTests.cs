using System.Text;
using System.Text.Json;
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

    /// <summary>browser-sealed.json was written by kiosk-client/src/protocol/trustee-file.ts with the counting random source below.</summary>
    [Fact]
    public void A_file_that_a_browser_sealed_opens_and_is_sealed_again_to_the_same_bytes()
    {
        var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Trustees", "browser-sealed.json"))).RootElement;
        Assert.Equal(2, cases.GetArrayLength());
        foreach (var item in cases.EnumerateArray())
        {
            var file = Encoding.UTF8.GetBytes(item.GetProperty("sealed").GetString()!);
            Assert.Null(SealedFile.TryOpen(TrusteeState.Content, file, "pass five 监票", out var content));
            Assert.True(TrusteeState.TryParse(content, out var state));
            Assert.Equal(item.GetProperty("suite").GetString(), state!.Suite.Name);
            Assert.Equal(item.GetProperty("key").GetString(), Convert.ToHexStringLower(state.Key.ToBytes()));
            Assert.Equal(2, state.Polynomial.Count);
            Assert.Equal(content, state.ToBytes());
            // the browser drew the key and the manifest hash, 64 bytes, before salt and nonce
            Assert.Equal(file, SealedFile.Seal(TrusteeState.Content, content, "pass five 监票", new Counting(64)));
        }
    }

    private sealed class Counting(int drawn) : IRandomSource
    {
        public void Fill(Span<byte> destination)
        {
            foreach (ref var item in destination)
                item = unchecked((byte)((drawn++ * 7) + 3));
        }
    }
}
