using System.Globalization;

namespace RecommendVote.Rosters.Order;

/// <summary>
/// Orders names by the strokes of the surname (姓氏笔画), the neutral order of Chinese ballots, with the collation that ICU carries ("co-stroke").
/// It is computed once, where the ballot is made; everybody else takes the order from the record.
/// </summary>
public static class StrokeOrder
{
    private static readonly Lazy<TotalComparer> Shared = new(Create);

    /// <summary>Compares names by strokes; names that strokes do not tell apart are compared by code point, so that the order is total.</summary>
    /// <exception cref="PlatformNotSupportedException">The runtime has no ICU data with stroke collation; the message says so in both languages.</exception>
    public static StringComparer Comparer => Shared.Value;

    /// <summary>False when this machine cannot order by strokes. To be asked when a program starts.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                return Comparer is not null;
            }
            catch (PlatformNotSupportedException)
            {
                return false;
            }
        }
    }

    /// <summary>The items in stroke order of the name, then of the unit, then by id as code points.</summary>
    public static IReadOnlyList<T> Sort<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string> unit, Func<T, string> id) =>
        [.. items.OrderBy(name, Comparer).ThenBy(unit, Comparer).ThenBy(id, StringComparer.Ordinal)];

    private static TotalComparer Create()
    {
        try
        {
            var strokes = StringComparer.Create(new CultureInfo("zh-u-co-stroke"), ignoreCase: false);

            // 乙 has one stroke and 丁 two, while both code points and pinyin put 丁 first: a collation that fell back shows here.
            if (strokes.Compare("乙", "丁") < 0 && strokes.Compare("丁", "王") < 0 && strokes.Compare("王", "张") < 0)
            {
                return new TotalComparer(strokes);
            }
        }
        catch (CultureNotFoundException)
        {
            // Globalization-invariant mode knows no cultures; answered below like a missing collation.
        }

        throw new PlatformNotSupportedException(
            "无法按姓氏笔画排序：本机缺少 ICU 数据。请安装 libicu 并关闭 InvariantGlobalization。 "
            + "Names cannot be ordered by strokes: ICU data is missing. Install libicu and switch InvariantGlobalization off.");
    }

    private sealed class TotalComparer(StringComparer strokes) : StringComparer
    {
        public override int Compare(string? x, string? y) => strokes.Compare(x, y) is var order && order != 0 ? order : Ordinal.Compare(x, y);

        public override bool Equals(string? x, string? y) => Ordinal.Equals(x, y);

        public override int GetHashCode(string obj) => Ordinal.GetHashCode(obj);
    }
}
