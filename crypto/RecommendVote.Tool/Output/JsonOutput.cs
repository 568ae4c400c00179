using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RecommendVote.Tool.Output;

/// <summary>The one way machines are answered: camelCase, indented, Chinese as it is.</summary>
public static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Format<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static void Write<T>(T value) => Console.Out.WriteLine(Format(value));
}
