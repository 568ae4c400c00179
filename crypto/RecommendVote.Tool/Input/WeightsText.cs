using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RecommendVote.Tool.Input;

/// <summary>Weights per category as typed: <c>A=40,B=30,C=30</c>.</summary>
public static class WeightsText
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out IReadOnlyDictionary<string, int>? weights)
    {
        weights = null;
        if (string.IsNullOrEmpty(text))
            return false;
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var fields = part.Split('=');
            if (fields.Length != 2 || fields[0].Length == 0
                || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var weight) || !read.TryAdd(fields[0], weight))
                return false;
        }
        weights = read;
        return true;
    }
}
