using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>
/// Secret bytes under a passphrase, in the one form that browsers and <c>rv</c> share: canonical JSON with scrypt (RFC 7914,
/// N = 2^15, r = 8, p = 1) and XChaCha20-Poly1305. The word that says what is inside is authenticated.
/// </summary>
/// <remarks>
/// The checksum tells the owner a damaged file from a wrong passphrase, which an AEAD cannot. It protects nothing: whoever changes the
/// file can recompute it, and the AEAD then refuses.
/// </remarks>
public static class SealedFile
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int Limit = 1 << 25;

    private const string Format = "RV1-sealed";
    private const string Kdf = "scrypt";
    private const string Cipher = "XChaCha20-Poly1305";
    private const int CostN = 1 << 15;
    private const int CostR = 8;
    private const int CostP = 1;
    private const int TagLength = 16;

    /// <param name="content">What is inside, 1 to 64 characters, for example <c>trustee-key</c>.</param>
    /// <param name="secret">The bytes to seal.</param>
    /// <param name="passphrase">Normalised to NFKC before use.</param>
    /// <param name="random">Salt and nonce.</param>
    public static byte[] Seal(string content, ReadOnlySpan<byte> secret, string passphrase, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(passphrase);
        ArgumentNullException.ThrowIfNull(random);
        var salt = new byte[16];
        var nonce = new byte[24];
        random.Fill(salt);
        random.Fill(nonce);
        var ciphertext = Run(encrypt: true, content, secret.ToArray(), passphrase, salt, nonce);
        var parts = new Parts(content, salt, nonce, ciphertext, default);
        return Write(parts with { Checksum = ChecksumOf(parts) });
    }

    /// <summary>Opens a file that is in canonical form, has the one cost, and holds <paramref name="content"/>.</summary>
    /// <returns><c>file-damaged</c>, <c>file-of-another-kind</c> or <c>passphrase-wrong</c>; null with the secret when it opened.</returns>
    public static string? TryOpen(string content, ReadOnlySpan<byte> file, string passphrase, out byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(passphrase);
        secret = [];
        if (file.Length > Limit
            || !Canonical.TryDecode(file, null, Read, static (parts, writer) => WriteTo(parts, writer), out var read, out _)
            || read is not { } parts
            || ChecksumOf(parts) != parts.Checksum
            || parts.Ciphertext.Length < TagLength)
            return "file-damaged";
        if (parts.Content != content)
            return "file-of-another-kind";
        try
        {
            secret = Run(encrypt: false, content, parts.Ciphertext.ToArray(), passphrase, parts.Salt.ToArray(), parts.Nonce.ToArray());
            return null;
        }
        catch (InvalidCipherTextException)
        {
            return "passphrase-wrong";
        }
    }

    private static byte[] Run(bool encrypt, string content, byte[] input, string passphrase, byte[] salt, byte[] nonce)
    {
        var phrase = Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormKC));
        var key = SCrypt.Generate(phrase, salt, CostN, CostR, CostP, 32);
        CryptographicOperations.ZeroMemory(phrase);
        try
        {
            var aead = new XChaCha20Poly1305();
            aead.Init(encrypt, new AeadParameters(new KeyParameter(key), TagLength * 8, nonce, Header(content)));
            var output = new byte[aead.GetOutputSize(input.Length)];
            var written = aead.ProcessBytes(input, 0, input.Length, output, 0);
            aead.DoFinal(output, written);
            return output;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Header(string content) => [.. Encoding.UTF8.GetBytes(Format), 0, .. Encoding.UTF8.GetBytes(content), 0];

    private static Bytes ChecksumOf(Parts parts)
    {
        byte[] all =
        [
            .. Header(parts.Content), 0, 0, CostN >> 8, CostN & 255, 0, 0, 0, CostR, 0, 0, 0, CostP,
            .. parts.Salt.Span, .. parts.Nonce.Span, .. parts.Ciphertext.Span,
        ];
        return SHA256.HashData(all)[..16];
    }

    private static byte[] Write(Parts parts)
    {
        var writer = new CanonicalWriter();
        WriteTo(parts, writer);
        return writer.ToArray();
    }

    private static void WriteTo(Parts parts, CanonicalWriter writer) => writer.BeginObject()
        .Text("format", Format).Text("content", parts.Content)
        .Member("kdf").BeginObject().Text("name", Kdf).Number("N", CostN).Number("r", CostR).Number("p", CostP).Base64("salt", parts.Salt).EndObject()
        .Text("cipher", Cipher).Base64("nonce", parts.Nonce).Base64("ciphertext", parts.Ciphertext).Base64("checksum", parts.Checksum)
        .EndObject();

    private static Parts Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("format", Format);
        var content = r.Name("content");
        if (content.Length > 64)
            r.Fail("content too long");
        r.Member("kdf");
        r.BeginObject();
        r.Word("name", Kdf);
        if (r.Number("N") != CostN || r.Number("r") != CostR || r.Number("p") != CostP)
            r.Fail("another cost");
        var salt = r.Base64("salt", 16);
        r.EndObject();
        r.Word("cipher", Cipher);
        var parts = new Parts(content, salt, r.Base64("nonce", 24), r.Base64("ciphertext"), r.Base64("checksum", 16));
        r.EndObject();
        return parts;
    }

    private sealed record Parts(string Content, Bytes Salt, Bytes Nonce, Bytes Ciphertext, Bytes Checksum);
}
