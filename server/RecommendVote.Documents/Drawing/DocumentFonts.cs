using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace RecommendVote.Documents.Drawing;

/// <summary>
/// Finds a font for every character: the subset that ships with the program first, then the machine's own Chinese fonts.
/// Safe for use by several threads; the fonts stay loaded for the life of the object.
/// </summary>
public sealed class DocumentFonts : IDisposable
{
    // Path below the font folder of the system, and the face that is simplified Chinese.
    private static readonly (string Path, int Face)[] SystemFonts =
    [
        ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
        ("/System/Library/Fonts/PingFang.ttc", 0),
        ("msyh.ttc", 0),
        ("simsunb.ttf", 0),
        ("simsun.ttc", 0),
    ];

    private readonly SKTypeface _shipped;
    private readonly Lazy<IReadOnlyList<SKTypeface>> _system;
    private readonly ConcurrentDictionary<int, SKTypeface?> _byCharacter = new();

    /// <param name="useSystemFonts">False to print with the shipped subset alone.</param>
    /// <exception cref="InvalidOperationException">The shipped font cannot be read: the program is damaged.</exception>
    public DocumentFonts(bool useSystemFonts = true)
    {
        using var stream = typeof(DocumentFonts).Assembly.GetManifestResourceStream("NotoSansSC-Subset.otf")
            ?? throw new InvalidOperationException("The font is missing from the program.");
        using var data = SKData.Create(stream);
        _shipped = SKTypeface.FromData(data) ?? throw new InvalidOperationException("The font of the program cannot be read.");
        _system = new Lazy<IReadOnlyList<SKTypeface>>(() => useSystemFonts ? LoadSystem() : []);
    }

    /// <summary>The characters of the texts that nothing here can print, each once, in code point order.</summary>
    public IReadOnlyList<string> FindMissing(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var missing = new SortedSet<int>();
        foreach (var rune in texts.SelectMany(text => text.EnumerateRunes()).Where(rune => !Rune.IsControl(rune) && Find(rune.Value) is null))
        {
            missing.Add(rune.Value);
        }

        return [.. missing.Select(char.ConvertFromUtf32)];
    }

    public void Dispose()
    {
        _shipped.Dispose();
        if (_system.IsValueCreated)
        {
            foreach (var typeface in _system.Value)
            {
                typeface.Dispose();
            }
        }
    }

    internal SKTypeface Shipped => _shipped;

    /// <summary>The font for a character, or null.</summary>
    internal SKTypeface? Find(int character) => _byCharacter.GetOrAdd(character, code =>
        Has(_shipped, code) ? _shipped : _system.Value.FirstOrDefault(typeface => Has(typeface, code)));

    private static bool Has(SKTypeface typeface, int code)
    {
        using var font = new SKFont(typeface);
        return font.ContainsGlyph(code);
    }

    private static List<SKTypeface> LoadSystem()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.Fonts);
        var found = new List<SKTypeface>();
        foreach (var (path, face) in SystemFonts)
        {
            var full = Path.Combine(folder, path);
            if (File.Exists(full) && SKTypeface.FromFile(full, face) is { } typeface)
            {
                found.Add(typeface);
            }
        }

        return found;
    }
}
