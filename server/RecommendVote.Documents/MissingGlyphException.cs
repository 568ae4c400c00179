namespace RecommendVote.Documents;

/// <summary>Some characters cannot be printed: no font at hand has them. Thrown before anything is printed, so that no box stands in for a name.</summary>
public sealed class MissingGlyphException : Exception
{
    public MissingGlyphException(IReadOnlyList<string> characters)
        : base($"无法打印这些字，本机没有相应字体： No font here has these characters: {string.Join(' ', characters.Select(Named))}")
    {
        Characters = characters;
    }

    /// <summary>Stable code for the console.</summary>
    public const string Code = "glyph-missing";

    /// <summary>The characters, each once, in code point order.</summary>
    public IReadOnlyList<string> Characters { get; }

    private static string Named(string character) => $"{character} (U+{char.ConvertToUtf32(character, 0):X4})";
}
