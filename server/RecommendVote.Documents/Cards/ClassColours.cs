namespace RecommendVote.Documents.Cards;

/// <summary>Colours that classes of cards get in turn: told apart by people with colour-blindness too (Okabe and Ito), each with its word.</summary>
public static class ClassColours
{
    private static readonly (string Hex, string Zh, string En)[] Palette =
    [
        ("#0072B2", "蓝", "blue"),
        ("#D55E00", "朱红", "vermilion"),
        ("#009E73", "绿", "green"),
        ("#CC79A7", "粉紫", "purple"),
        ("#E69F00", "橙", "orange"),
        ("#56B4E9", "天蓝", "sky blue"),
        ("#F0E442", "黄", "yellow"),
        ("#555555", "灰", "grey"),
    ];

    /// <summary>The colour of the class with this index; they repeat after eight.</summary>
    public static string Of(int index) => Palette[index % Palette.Length].Hex;

    /// <summary>The word for a colour of the palette, or its code.</summary>
    public static string Word(string hex) =>
        Array.Find(Palette, colour => colour.Hex.Equals(hex, StringComparison.OrdinalIgnoreCase)) is { Zh: not null } colour ? $"{colour.Zh} {colour.En}" : hex;
}
