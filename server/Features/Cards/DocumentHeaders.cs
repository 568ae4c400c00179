using System.Globalization;
using RecommendVote.Documents;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Cards;

/// <summary>The header that printed documents of a meeting share.</summary>
public static class DocumentHeaders
{
    public static MeetingHeader Of(Meeting meeting, string organizer) => new(
        meeting.Title, meeting.Id, organizer, meeting.Place,
        // People read the time of the place; the server runs in that zone.
        DateTime.SpecifyKind(meeting.PlannedStart, DateTimeKind.Utc).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
    {
        Marks = (meeting.Demo ? DocumentMarks.Demo : 0) | (meeting.Practice ? DocumentMarks.Practice : 0),
    };
}
