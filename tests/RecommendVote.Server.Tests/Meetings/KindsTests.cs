using System.Net.Http.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Cards;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>Assessments and votes of many people from one row of the plan, paper beside the screen, and cards made away from the server.</summary>
public sealed class KindsTests
{
    private static PositionDraft Grades(params string[] dimensions) => new("G", "民主测评", "", 1, 1, false)
    {
        Kind = PositionKinds.Grade,
        Answers = PositionDraft.UsualGrades,
        Dimensions = dimensions,
    };

    private static PositionDraft Votes() => new("V", "表决", "", 1, 1, true)
    {
        Kind = PositionKinds.Vote,
        Answers = [.. PositionDraft.UsualAnswers, PositionDraft.Defer],
    };

    [Fact]
    public async Task Many_people_are_graded_by_dimension_and_each_gets_exact_counts()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        var plan = new MeetingPlan { People = 4, Names = 3, Kind = MeetingKinds.Assessment, Positions = [Grades("德", "能")] };
        using var meeting = await PreparedMeeting.OpenAsync(server, "graded", plan);
        using var http = server.Client();
        Assert.Equal(["G-C1-1", "G-C1-2", "G-C2-1", "G-C2-2", "G-C3-1", "G-C3-2"], meeting.Contests.Order(StringComparer.Ordinal));
        // Everybody gives person k and dimension d the grade (card + contest) mod 5.
        for (var card = 0; card < 4; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            var number = card;
            await attendee.CastWellAsync(http, attendee.Seal([.. meeting.Contests.Select((_, contest) => ContestChoice.Of((number + contest) % 5))]));
        }
        await meeting.CloseAsync();
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        var tally = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "graded")).Need();
        Assert.Equal("assessment", tally.Manifest!.Kind);
        foreach (var (counts, contest) in tally.Result!.Contests.Select((counts, contest) => (counts, contest)))
        {
            var expected = new int[5];
            for (var card = 0; card < 4; card++)
                expected[(card + contest) % 5]++;
            Assert.Equal(expected, Assert.Single(counts.Groups).Options);
            Assert.Null(counts.Groups[0].Abstain);
        }
        var table = Assert.Single(CountFormParts.Judgements(tally.Contests!.Contests.Zip(tally.Result.Contests)));
        Assert.Equal(6, table.People.Count);
        Assert.All(table.People, person => Assert.Equal(4, person.Counts.Sum()));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString((await server.Get<MakeCountForm>().RunAsync(meeting.Organizer.Actor, "graded")).Need()[..4]));
        Assert.True((await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "graded", cancellation: stop)).Need().HoldsUpToAttestation);
    }

    [Fact]
    public async Task Several_people_are_voted_on_and_abstentions_are_counted()
    {
        await using var server = await RunningServer.StartAsync();
        var plan = new MeetingPlan { People = 4, Names = 2, Kind = MeetingKinds.Vote, Positions = [Votes()] };
        using var meeting = await PreparedMeeting.OpenAsync(server, "voted", plan);
        using var http = server.Client();
        // Per person: agree, agree, defer, abstain.
        ContestChoice[] marks = [ContestChoice.Of(0), ContestChoice.Of(0), ContestChoice.Of(2), new ContestChoice([], [], Abstain: true)];
        for (var card = 0; card < 4; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            var mark = marks[card];
            await attendee.CastWellAsync(http, attendee.Seal([.. meeting.Contests.Select(_ => mark)]));
        }
        await meeting.CloseAsync();
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        var tally = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "voted")).Need();
        Assert.All(tally.Result!.Contests, counts =>
        {
            Assert.Equal([2, 0, 1], Assert.Single(counts.Groups).Options);
            Assert.Equal(1, counts.Groups[0].Abstain);
        });
    }

    [Fact]
    public async Task Rules_of_the_kinds_are_checked_when_the_plan_is_saved()
    {
        await using var server = await RunningServer.StartAsync();
        using var organizer = await StaffClient.HireAsync(server, "planner", Features.Accounts.Roles.Organizer);
        await server.Get<CreateMeeting>().RunAsync(organizer.Actor, new MeetingDraft { Id = "plan", Title = "规则", PlannedStart = DateTimeOffset.UnixEpoch });
        var save = server.Get<SavePositions>();
        PositionDraft[] wrong =
        [
            Grades() with { Abstain = true },
            Grades() with { Answers = ["优秀"] },
            Grades() with { Answers = ["优秀", "优秀"] },
            Grades("德", "德"),
            Grades() with { Max = 2 },
            Votes() with { Abstain = false },
            Votes() with { Dimensions = ["德"] },
            Votes() with { Slots = 1 },
            new("P1", "职位", "", 1, 1, true) { Slots = 4 },
            new("P1", "职位", "", 1, 1, true) { Answers = ["同意", "不同意"] },
            new("P1", "职位", "", 1, 1, true) { Kind = "ranking" },
        ];
        foreach (var position in wrong)
            Assert.Equal("draft-rule", (await save.RunAsync(organizer.Actor, "plan", [position])).RefusalCode());
        (await save.RunAsync(organizer.Actor, "plan", [Grades("德"), Votes(), new("P1", "职位", "", 0, 3, false) { Slots = 3 }])).Need();
    }

    [Fact]
    public async Task Paper_is_counted_by_two_tellers_and_an_officer_and_never_added()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "paper", new MeetingPlan { People = 6, Paper = true });
        using var http = server.Client();
        for (var card = 0; card < 4; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            await attendee.CastWellAsync(http, attendee.Seal(0));
        }
        var propose = server.Get<ProposePaperCount>();
        PaperForms[] forms = [new("A", 2, 2, 0)];
        PaperContest[] contests = [new("P1", 2, 0, [0, 1], 1)];
        Assert.Equal("entry-out-of-order", (await propose.RunAsync(meeting.Tellers[0].Actor, "paper", 2, forms, contests)).RefusalCode());
        await meeting.CloseAsync();
        Assert.Equal(NextSteps.EnterPaper, (await server.Get<GetMeeting>().RunAsync(meeting.Tellers[0].Actor, "paper")).Need().NextStep);
        Assert.Equal("not-allowed", (await propose.RunAsync(meeting.Organizer.Actor, "paper", 2, forms, contests)).RefusalCode());
        Assert.Equal("staff-not-distinct", (await propose.RunAsync(meeting.Tellers[0].Actor, "paper", 1, forms, contests)).RefusalCode());

        // More people on paper and screen than were present: the gate refuses it when all have signed.
        var tooMany = (await propose.RunAsync(meeting.Tellers[1].Actor, "paper", 1, [new("A", 3, 3, 0)], [new("P1", 3, 0, [1, 1], 1)])).Need();
        await meeting.Tellers[0].SignAsync(tooMany);
        await meeting.Tellers[1].SignAsync(tooMany);
        using (var refused = await meeting.Officer.TrySignAsync(tooMany))
            Assert.Equal("paper-count-differs", await refused.RefusalCodeAsync());

        var proposal = (await propose.RunAsync(meeting.Tellers[0].Actor, "paper", 2, forms, contests)).Need();
        using (var stranger = await meeting.Organizer.TrySignAsync(proposal, asSigner: "teller-1"))
            Assert.Equal("signer-mismatch", await stranger.RefusalCodeAsync());
        await PreparedMeeting.SignAsync(proposal, meeting.Tellers[0], meeting.Tellers[1], meeting.Officer);
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        var tally = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "paper")).Need();
        Assert.Equal([4, 0], Assert.Single(Assert.Single(tally.Result!.Contests).Groups).Options);
        Assert.Equal([0, 1], tally.Paper!.Contests[0].Options);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString((await server.Get<MakeCountForm>().RunAsync(meeting.Organizer.Actor, "paper")).Need()[..4]));
    }

    [Fact]
    public async Task Cards_made_elsewhere_come_as_a_list_that_must_be_the_plans()
    {
        await using var server = await RunningServer.StartAsync(null, "--public-address", "https://vote.example");
        using var meeting = await PreparedMeeting.DraftAsync(server, "elsewhere", people: 4);
        var plan = server.Get<CardPlanDownload>();
        var take = server.Get<TakeCardList>();
        Assert.Equal("not-allowed", (await plan.RunAsync(meeting.Officer.Actor, "elsewhere", new Dictionary<string, int>())).RefusalCode());
        var bytes = (await plan.RunAsync(meeting.Organizer.Actor, "elsewhere", new Dictionary<string, int> { ["A"] = 2 })).Need();
        Assert.True(CardPlanFile.TryRead(bytes, out var read, out var fault), fault);
        var item = Assert.Single(read.Classes);
        Assert.Equal((6, 2), (item.Cards, item.Spares));

        var list = List(6);
        foreach (var (wrong, code) in new (byte[], string)[]
        {
            ([.. list.ToBytes(), (byte)' '], "cards-list-malformed"),
            ("{}"u8.ToArray(), "cards-list-malformed"),
            (List(5).ToBytes(), "cards-list-differs"),
            ((list with { Meeting = "another" }).ToBytes(), "cards-list-differs"),
            ((list with { ManifestHash = new byte[32] }).ToBytes(), "cards-list-differs"),
            ((list with { Classes = [list.Classes[0] with { Contests = ["P2"] }] }).ToBytes(), "cards-list-differs"),
        })
            Assert.Equal(code, (await take.RunAsync(meeting.Issuer.Actor, "elsewhere", wrong)).RefusalCode());
        var proposals = (await take.RunAsync(meeting.Issuer.Actor, "elsewhere", list.ToBytes())).Need();
        await PreparedMeeting.SignAsync(Assert.Single(proposals), meeting.Issuer);
        Assert.Equal(6, Assert.Single((await meeting.Grain.FactsAsync()).Categories).Cards);
        Assert.Equal("draft-locked", (await take.RunAsync(meeting.Issuer.Actor, "elsewhere", list.ToBytes())).RefusalCode());

        CardListFile List(int cards)
        {
            var keys = Enumerable.Range(0, cards).Select(_ =>
            {
                using var key = CardKey.FromSeed(meeting.Suite, System.Security.Cryptography.RandomNumberGenerator.GetBytes(CardKey.SeedLength), "elsewhere");
                return new Bytes(key.PublicKey.Encode());
            }).Order();
            return new CardListFile("elsewhere", read.ManifestHash, [new ListedClass("A", "A", ["P1"], BytesVector.Join(keys, Point.Length))]);
        }
    }
}
