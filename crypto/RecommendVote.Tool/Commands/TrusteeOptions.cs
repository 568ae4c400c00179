using System.CommandLine;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Trustees;

namespace RecommendVote.Tool.Commands;

/// <summary>What all of <c>rv trustee</c> takes.</summary>
public sealed class TrusteeOptions
{
    private readonly Option<string> server = new("--server") { Description = "the server's address, for example https://vote.example", Required = true, HelpName = "URL" };
    private readonly Option<string?> token = new("--token-file") { Description = "file with the text after # of the invitation link (else RV_TOKEN, else asked for)", HelpName = "FILE" };
    private readonly Option<string> key = new("--file") { Description = "your sealed file", Required = true, HelpName = "FILE" };
    private readonly Option<string?> passphrase = new("--passphrase-file") { Description = "file with its passphrase (else RV_PASSPHRASE, else asked for)", HelpName = "FILE" };
    private readonly bool needsFile;

    public TrusteeOptions(bool needsFile) => this.needsFile = needsFile;

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Options.Add(server);
        command.Options.Add(token);
        if (!needsFile)
            return;
        command.Options.Add(key);
        command.Options.Add(passphrase);
    }

    public TrusteeApi Api(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return new(ServerAddress.Parse(parsed.GetRequiredValue(server)), SecretInput.Read(parsed.GetValue(token), "RV_TOKEN", "invitation token"));
    }

    public TrusteeContext Context(ParseResult parsed) => new(Api(parsed), File(parsed));

    private TrusteeFile File(ParseResult parsed) =>
        new(parsed.GetRequiredValue(key), SecretInput.Read(parsed.GetValue(passphrase), "RV_PASSPHRASE", "passphrase"));
}
