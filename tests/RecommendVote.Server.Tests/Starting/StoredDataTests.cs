using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Starting;

/// <summary>What the database may know: no row joins a person to a card, and no ballot has a time or an origin.</summary>
public sealed class StoredDataTests
{
    [Fact]
    [Trait("Attack", "A63")]
    public async Task No_table_joins_a_person_to_a_card_and_no_ballot_has_a_time()
    {
        await using var server = await RunningServer.StartAsync();
        await using var db = await server.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var columns = db.Model.GetEntityTypes()
            .ToDictionary(type => type.ClrType, type => type.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal).ToList());
        Assert.True(columns.Count > 12);

        Assert.Equal(["Bytes", "CommittedSize", "Index", "Leaf", "MeetingId"], columns[typeof(LogEntry)]);
        Assert.Equal(
            ["CategoryId", "Expected", "FileOrder", "Id", "MeetingId", "Name", "Post", "Present", "RecusedPositions", "Unit"],
            columns[typeof(Attendee)]);
        // Cards stand in log entries and, for challengers' cards, which vote for nobody, in the list that goes into the closing.
        // The other two words are numbers: how often a sheet was printed, and how many spares.
        Assert.Equal(["CardPrints", "CardSpares", "ChallengeCards"], columns.Values.SelectMany(names => names).Where(name => name.Contains("Card", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(["Line", "MeetingId", "Officer", "Size"], columns[typeof(CosignatureLine)]);
        Assert.DoesNotContain(columns.Values.SelectMany(names => names), name =>
            name.Contains("Ballot", StringComparison.Ordinal) && name != nameof(Candidate.BallotOrder)
            || name.Contains("Address", StringComparison.Ordinal) || name.Contains("UserAgent", StringComparison.Ordinal) || name.Contains("Seed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_audit_log_of_a_meeting_says_nothing_of_casts()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "audited", people: 3);
        using var http = server.Client();
        await using var db = await server.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var before = await db.AuditEvents.CountAsync(TestContext.Current.CancellationToken);
        Assert.True(before > 5);
        var attendee = await meeting.AttendeeAsync(0, http);
        await attendee.CastWellAsync(http, attendee.Seal(0));
        Assert.Equal(before, await db.AuditEvents.CountAsync(TestContext.Current.CancellationToken));
    }
}
