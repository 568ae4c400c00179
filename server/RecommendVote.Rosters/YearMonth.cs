using System.Globalization;
using System.Text.RegularExpressions;

namespace RecommendVote.Rosters;

/// <summary>A month of a year, as personnel lists give dates (1977-08).</summary>
public readonly partial record struct YearMonth(int Year, int Month) : IComparable<YearMonth>
{
    /// <summary>Reads 1977-08, 1977.8, 1977/08, 1977年8月, 197708 and full dates, whose day is dropped. Years 1900 to 2100.</summary>
    public static bool TryParse(string text, out YearMonth value)
    {
        var match = Pattern().Match(text);
        value = default;
        if (!match.Success)
        {
            return false;
        }

        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var month = int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var day = match.Groups["d"].Success ? int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture) : 1;
        if (year is < 1900 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new YearMonth(year, month);
        return true;
    }

    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Whole months from this month to the other; negative when the other is earlier.</summary>
    public int MonthsUntil(YearMonth other) => ((other.Year - Year) * 12) + other.Month - Month;

    public int CompareTo(YearMonth other) => -MonthsUntil(other);

    public static bool operator <(YearMonth left, YearMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(YearMonth left, YearMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(YearMonth left, YearMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(YearMonth left, YearMonth right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:(?<m>[0-9]{2})|\s*[-./年]\s*(?<m>[0-9]{1,2})(?:\s*[-./月]\s*(?<d>[0-9]{1,2})\s*日?|\s*月)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
