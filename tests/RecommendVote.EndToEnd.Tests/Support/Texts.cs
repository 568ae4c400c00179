using System.Text.Json;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The words on the pages, from the same files that the pages use.</summary>
internal static class Texts
{
    /// <param name="part">Page of kiosk-client: <c>voting</c>, <c>trustee</c>, <c>officer</c>, <c>screen</c> or <c>common</c>.</param>
    public static string Client(string lang, string part, string key) =>
        Read("kiosk-client/src/text/", lang).GetProperty(part).GetProperty(key).GetString()!;

    /// <summary>Words of the attendee's page that come after its first screen.</summary>
    public static string LateClient(string lang, string key) =>
        Read("kiosk-client/src/text/late-", lang).EnumerateObject().Select(part => part.Value).First(part => part.TryGetProperty(key, out _)).GetProperty(key).GetString()!;

    public static string Console(string lang, string key) => Read("server/Console/Text/", lang).GetProperty(key).GetString()!;

    private static JsonElement Read(string file, string lang) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Built.RepositoryRoot, file + lang + ".json"))).RootElement;
}
