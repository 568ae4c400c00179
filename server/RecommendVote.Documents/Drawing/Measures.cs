namespace RecommendVote.Documents.Drawing;

/// <summary>Measures in points, 72 to the inch.</summary>
internal static class Measures
{
    public const float PageWidth = 595.28f;
    public const float PageHeight = 841.89f;

    /// <summary>Millimetres as points.</summary>
    public static float Mm(float millimetres) => millimetres * 72f / 25.4f;
}
