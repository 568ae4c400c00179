using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Bodies as trees that can be changed anywhere, and back to canonical bytes.</summary>
internal static class JsonText
{
    public static JsonNode Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(Encoding.UTF8.GetString(json))!;

    public static byte[] Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                Join(text, '{', '}', members, member =>
                {
                    Quote(member.Key, text);
                    text.Append(':');
                    Write(member.Value, text);
                });
                break;
            case JsonArray items:
                Join(text, '[', ']', items, item => Write(item, text));
                break;
            case JsonValue value when value.TryGetValue<string>(out var word):
                Quote(word, text);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Join<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            write(item);
        }
        text.Append(close);
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            text.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => unit.ToString(),
            });
        }
        text.Append('"');
    }
}
