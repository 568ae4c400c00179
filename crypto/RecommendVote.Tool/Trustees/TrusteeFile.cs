using System.Security.Cryptography;
using RecommendVote.Crypto;
using RecommendVote.Record.Trustees;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Trustees;

/// <summary>The trustee's sealed file on disk, the same that a browser downloads (docs/spec/sealed-file.md).</summary>
public sealed class TrusteeFile(string path, string passphrase)
{
    /// <summary>Fewest characters of a passphrase for a new file.</summary>
    public const int ShortestPassphrase = 8;

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <exception cref="ToolException">Missing, damaged, of another kind, or the passphrase is wrong.</exception>
    public TrusteeState Load()
    {
        var fault = SealedFile.TryOpen(TrusteeState.Content, InputFile.Read(path, SealedFile.Limit), passphrase, out var secret);
        try
        {
            if (fault is not null)
            {
                throw new ToolException(fault switch
                {
                    "passphrase-wrong" => $"{path}: the passphrase is wrong (passphrase-wrong)",
                    "file-of-another-kind" => $"{path} is a sealed file, but not a trustee's (file-of-another-kind)",
                    _ => $"{path} is damaged or not a sealed file (file-damaged)",
                });
            }
            return TrusteeState.TryParse(secret, out var state) ? state! : throw new ToolException($"{path}: its content is not a trustee's (file-damaged)");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Replaces the file in one step and reads it back, so that a passphrase mistyped twice or a full disk is found now.</summary>
    public void Save(TrusteeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!Exists && passphrase.Length < ShortestPassphrase)
            throw new ToolException($"the passphrase has fewer than {ShortestPassphrase} characters");
        var secret = state.ToBytes();
        OutputFile.WriteSecret(path, SealedFile.Seal(TrusteeState.Content, secret, passphrase, SystemRandomSource.Instance));
        CryptographicOperations.ZeroMemory(secret);
        Load();
    }
}
