using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Input;

/// <summary>The address of a server as people type it: scheme, host and port, nothing after.</summary>
public static class ServerAddress
{
    /// <returns>For example <c>https://vote.example:8443</c>, without a slash at the end.</returns>
    /// <exception cref="ToolException">Not such an address, or plain http to another machine.</exception>
    public static string Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            || uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            throw new ToolException($"'{address}' is not an address like https://vote.example or https://vote.example:8443");
        if (uri.Scheme == "http" && !uri.IsLoopback)
            throw new ToolException("plain http is for this machine only: what it carries could be changed on the way");
        return uri.GetLeftPart(UriPartial.Authority);
    }
}
