using System.Globalization;

namespace RecommendVote.Server.StaffConsole;

/// <summary>Times as people in the room read them: the server's zone, or Beijing time where the server runs on UTC.</summary>
public sealed class ConsoleClock(TimeProvider clock)
{
    private readonly TimeZoneInfo zone = clock.LocalTimeZone.BaseUtcOffset == TimeSpan.Zero
        && TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var beijing) ? beijing : clock.LocalTimeZone;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);

    /// <summary>For example <c>UTC+08:00</c>.</summary>
    public string ZoneName => "UTC" + Now.ToString("zzz", CultureInfo.InvariantCulture);

    /// <summary>For example <c>2026-11-23 15:04</c>.</summary>
    public string Show(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string ShowSeconds(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The value of a browser's date and time field.</summary>
    public string Field(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What stands in a browser's date and time field, or null when it is no time.</summary>
    public DateTimeOffset? Parse(string? field) =>
        DateTime.TryParseExact(field, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()
            : null;
}
