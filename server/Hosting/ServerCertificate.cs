using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RecommendVote.Server.Hosting;

/// <summary>Loads the TLS certificate that the options name.</summary>
public static class ServerCertificate
{
    /// <summary>Null when none is configured.</summary>
    /// <exception cref="StartupException"><c>certificate-unusable</c>.</exception>
    public static X509Certificate2? Load(CertificateOptions options)
    {
        if (options.File.Length == 0)
            return null;
        try
        {
            var password = options.PasswordFile.Length == 0 ? null : File.ReadLines(options.PasswordFile).FirstOrDefault();
            var isPem = options.KeyFile.Length > 0 || Path.GetExtension(options.File).ToLowerInvariant() is ".pem" or ".crt" or ".cer";
            if (!isPem)
                return X509CertificateLoader.LoadPkcs12FromFile(options.File, password);
            var keyFile = options.KeyFile.Length == 0 ? null : options.KeyFile;
            using var pem = password is null
                ? X509Certificate2.CreateFromPemFile(options.File, keyFile)
                : X509Certificate2.CreateFromEncryptedPemFile(options.File, password, keyFile);
            // Windows' TLS wants the key in a store-backed form, which the round trip through PKCS #12 gives.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException("certificate-unusable", $"the certificate file cannot be used: {error.Message}");
        }
    }
}
