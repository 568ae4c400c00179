using System.Security.Cryptography;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Witnesses;

/// <summary>A staff member's sealed signing key, as the browser saves it (docs/spec/sealed-file.md, content <c>staff-key</c>).</summary>
public static class StaffFile
{
    public const string Content = "staff-key";

    private const int KeyLength = 32;

    /// <exception cref="ToolException">Missing, damaged, of another kind, or the passphrase is wrong.</exception>
    public static (Suite Suite, StaffKeyPair Key) Load(string path, string passphrase)
    {
        var fault = SealedFile.TryOpen(Content, InputFile.Read(path, SealedFile.Limit), passphrase, out var secret);
        try
        {
            if (fault is not null)
            {
                throw new ToolException(fault switch
                {
                    "passphrase-wrong" => $"{path}: the passphrase is wrong (passphrase-wrong)",
                    "file-of-another-kind" => $"{path} is a sealed file, but not of a staff key (file-of-another-kind)",
                    _ => $"{path} is damaged or not a sealed file (file-damaged)",
                });
            }
            return Canonical.TryDecode(secret, null, Read, Write, out var read, out _) && Suite.TryParse(read.Suite, out var suite)
                ? (suite, suite.StaffSignatures.FromPrivateKey(read.Secret))
                : throw new ToolException($"{path}: its content is not a staff key (file-damaged)");
        }
        catch (ArgumentException damaged)
        {
            throw new ToolException($"{path}: its content is not a staff key (file-damaged)", damaged);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The content of such a file.</summary>
    public static byte[] ToBytes(Suite suite, ReadOnlySpan<byte> privateKey)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var writer = new CanonicalWriter();
        Write((suite.Name, Bytes.Copy(privateKey)), writer);
        return writer.ToArray();
    }

    private static (string Suite, Bytes Secret) Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Member("suite");
        var suite = r.Text();
        r.Member("secret");
        var secret = r.Base64(KeyLength);
        r.EndObject();
        return (suite, secret);
    }

    private static void Write((string Suite, Bytes Secret) value, CanonicalWriter writer) =>
        writer.BeginObject().Member("suite").Text(value.Suite).Member("secret").Base64(value.Secret).EndObject();
}
