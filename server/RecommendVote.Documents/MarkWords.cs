namespace RecommendVote.Documents;

/// <summary>The words of the marks, in both languages.</summary>
internal static class MarkWords
{
    public static IReadOnlyList<string> Of(DocumentMarks marks)
    {
        var words = new List<string>();
        Add(DocumentMarks.SecondPrint, "第二次打印 SECOND PRINT");
        Add(DocumentMarks.Demo, "演示 DEMO");
        Add(DocumentMarks.Practice, "演练 PRACTICE");
        Add(DocumentMarks.Simulated, "模拟 SIMULATED");
        return words;

        void Add(DocumentMarks mark, string text)
        {
            if (marks.HasFlag(mark))
            {
                words.Add(text);
            }
        }
    }
}
