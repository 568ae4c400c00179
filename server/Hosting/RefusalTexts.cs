using System.Collections.Frozen;
using System.Text.Json;

namespace RecommendVote.Server.Hosting;

/// <summary>The one table of refusals: code, HTTP status, and a sentence for people in Chinese and English.</summary>
public static class RefusalTexts
{
    public sealed record Text(int Status, string Zh, string En);

    private static readonly FrozenDictionary<string, Text> Table = Load();

    private static readonly Text Unknown = new(StatusCodes.Status422UnprocessableEntity, "请求未被接受。", "The request was not accepted.");

    public static IReadOnlyDictionary<string, Text> All => Table;

    /// <summary>The row of a code; a general sentence for a code without a row.</summary>
    public static Text Of(string code) => Table.GetValueOrDefault(code, Unknown);

    private static FrozenDictionary<string, Text> Load()
    {
        using var stream = typeof(RefusalTexts).Assembly.GetManifestResourceStream("RecommendVote.Server.Hosting.refusals.json")
            ?? throw new InvalidOperationException("refusals.json is not embedded");
        return (JsonSerializer.Deserialize<Dictionary<string, Text>>(stream, JsonSerializerOptions.Web) ?? []).ToFrozenDictionary();
    }
}
