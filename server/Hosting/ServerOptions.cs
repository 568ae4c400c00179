using Microsoft.Extensions.Configuration;

namespace RecommendVote.Server.Hosting;

/// <summary>What a person may set: on the command line, in the environment, or in appsettings.json.</summary>
public sealed class ServerOptions
{
    /// <summary>Command line switches and the configuration keys they set.</summary>
    public static IDictionary<string, string> Switches { get; } = new Dictionary<string, string>
    {
        ["--data"] = nameof(Data),
        ["--public-address"] = nameof(PublicAddress),
        ["--certificate"] = $"{nameof(Certificate)}:{nameof(CertificateOptions.File)}",
        ["--certificate-key"] = $"{nameof(Certificate)}:{nameof(CertificateOptions.KeyFile)}",
        ["--certificate-password-file"] = $"{nameof(Certificate)}:{nameof(CertificateOptions.PasswordFile)}",
        ["--redis"] = nameof(Redis),
    };

    /// <summary>The data folder.</summary>
    public string Data { get; set; } = "data";

    /// <summary>The address that attendees' phones open; it goes into the QR codes. Empty: the first address the server listens on.</summary>
    public string PublicAddress { get; set; } = "";

    public CertificateOptions Certificate { get; set; } = new();

    /// <summary>Connection string of a Redis that carries broadcasts between several nodes. Empty: one process.</summary>
    public string Redis { get; set; } = "";

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="StartupException">An option cannot be used.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var options = configuration.Get<ServerOptions>() ?? new ServerOptions();
        if (string.IsNullOrWhiteSpace(options.Data))
            throw new StartupException("data-folder-unusable", "--data needs a folder");
        if (options.PublicAddress.Length > 0)
        {
            if (!Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address)
                || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
                || address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
                throw new StartupException("public-address-invalid", "--public-address needs an address such as https://vote.example.cn");
            options.PublicAddress = address.GetLeftPart(UriPartial.Authority);
        }
        return options;
    }
}

/// <summary>The TLS certificate: a PEM file (with its key inside or beside it) or a PFX file.</summary>
public sealed class CertificateOptions
{
    public string File { get; set; } = "";
    public string KeyFile { get; set; } = "";

    /// <summary>A file whose first line is the password of the key.</summary>
    public string PasswordFile { get; set; } = "";
}
