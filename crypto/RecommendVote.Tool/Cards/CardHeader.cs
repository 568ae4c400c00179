using System.Globalization;
using RecommendVote.Documents;
using RecommendVote.Record;

namespace RecommendVote.Tool.Cards;

/// <summary>The header that a sheet made from a manifest bears.</summary>
internal static class CardHeader
{
    public static MeetingHeader Of(ManifestBody manifest) => new(
        manifest.Title, manifest.Meeting, manifest.Organizer.Name, manifest.Place,
        // People read the time of the place; the issuer's machine stands there.
        DateTime.Parse(manifest.Time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
    {
        Marks = manifest.Marks.Aggregate(DocumentMarks.None, (marks, mark) => marks | mark switch
        {
            "demo" => DocumentMarks.Demo,
            "practice" => DocumentMarks.Practice,
            "simulated" => DocumentMarks.Simulated,
            _ => DocumentMarks.None,
        }),
    };
}
