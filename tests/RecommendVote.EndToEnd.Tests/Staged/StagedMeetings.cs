using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Voting;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Tests.Clients;
using RecommendVote.Tool.Witnesses;

namespace RecommendVote.EndToEnd.Tests.Staged;

/// <summary>
/// Meetings with recommendations, grades by dimension, votes and paper forms, each taken to the point at which its pages are looked at. They are
/// made over the same calls that the pages make, on the data folder that the server under test is then started on.
/// </summary>
internal sealed class StagedMeetings
{
    /// <summary>Open, with spare cards for challengers.</summary>
    public const string Open = "kinds-open";

    /// <summary>Counted, with paper beside it, attested, cosigned; its counts may be announced.</summary>
    public const string Done = "kinds-done";

    /// <summary>Closed, the paper not yet counted.</summary>
    public const string PaperDue = "paper-due";

    /// <summary>30 people graded in six dimensions each.</summary>
    public const string Many = "many-grades";

    public const string Passphrase = "correct horse battery staple";

    private static readonly CadreRow[] Roster =
    [
        Person(1, "C1", "张示例", "办公室", "科长", "P1", "G", "V"),
        Person(2, "C2", "李示例", "财务科", "科长", "P1", "G", "V"),
        Person(3, "C3", "王示例", "人事科", "副科长", "P1", "G", "V"),
        Person(4, "C4", "王示例", "业务二科", "副科长", "P1", "G", "V"),
        Person(5, "D1", "赵示例", "办公室", "四级调研员"),
        Person(6, "D2", "赵示例", "信息科", "科员"),
        Person(7, "D3", "阿依古丽·示例", "业务一科", "科员"),
    ];

    private readonly Dictionary<string, List<string>> links = [];

    /// <summary>The officer's sealed key of the open meeting, as a browser saves it.</summary>
    public byte[] OfficerKeyFile { get; private set; } = [];

    /// <summary>Notes of the open meeting: an early one, the newest one, and one of the newest size with another history, all signed by the server's key.</summary>
    public (string Early, string Newest, string Forked) Notes { get; private set; }

    public static string PasswordOf(string account) => "correct horse " + account;

    public static async Task<StagedMeetings> MakeAsync(string folder, string address)
    {
        var staged = new StagedMeetings();
        await using var server = await RunningServer.StartAsync(folder);
        using var http = server.Client();
        await staged.OpenMeetingAsync(server, http, address);
        await DoneMeetingAsync(server, http);
        await PaperDueMeetingAsync(server, http);
        await staged.ManyMeetingAsync(server, address);
        return staged;
    }

    /// <summary>The link of a card that nobody has used.</summary>
    public string TakeCard(string meeting)
    {
        var link = links[meeting][^1];
        links[meeting].RemoveAt(links[meeting].Count - 1);
        return link;
    }

    private static CadreRow Person(int row, string id, string name, string unit, string post, params string[] positions) => new()
    {
        RowNumber = row,
        Id = id,
        Name = name,
        Unit = unit,
        CurrentPost = post,
        ShowUnit = true,
        EligiblePositions = positions,
    };

    private static MeetingPlan Plan(string title) => new()
    {
        Title = title,
        People = 6,
        Categories = [new NamedId("A", "领导班子成员"), new NamedId("B", "干部代表")],
        Roster = Roster,
        Positions =
        [
            new PositionDraft("P1", "办公室副主任", "", 1, 2, true) { Slots = 2 },
            new PositionDraft("G", "民主测评", "", 1, 1, false) { Kind = PositionKinds.Grade, Answers = PositionDraft.UsualGrades, Dimensions = ["德", "能"] },
            new PositionDraft("V", "表决", "", 1, 1, true) { Kind = PositionKinds.Vote, Answers = [.. PositionDraft.UsualAnswers, PositionDraft.Defer] },
        ],
    };

    private async Task OpenMeetingAsync(RunningServer server, HttpClient http, string address)
    {
        using var meeting = await PreparedMeeting.OpenAsync(server, Open, Plan("推荐、测评与表决（开放中）") with { Witnessed = true, Challengers = 2, Revoting = true }, spares: 12);
        var witness = await WitnessClient.OfAsync(http, meeting);
        var early = await witness.NoteAsync();
        await CastAsync(meeting, http, 5, _ => []);
        var newest = await witness.NoteAsync();
        var forked = await ForkedAsync(server, meeting, witness.Read(newest).Size);
        Notes = (early, newest, forked);
        Keep(meeting, 5, address);
        OfficerKeyFile = SealedFile(meeting);
    }

    private static async Task DoneMeetingAsync(RunningServer server, HttpClient http)
    {
        using var meeting = await PreparedMeeting.OpenAsync(
            server, Done, Plan("推荐、测评与表决（已完成）") with { Witnessed = true, Paper = true, Policy = MeetingPolicy.Announced });
        var witness = await WitnessClient.OfAsync(http, meeting);
        await witness.LookAsync();
        string[][] writtenIn = [["#D1"], ["#D2", "孙示例"], ["孙示例"], [], [], []];
        await CastAsync(meeting, http, 5, card => writtenIn[card]);
        await meeting.CloseAsync();
        await witness.LookAsync();
        var contests = (await server.Get<GetPaperSheet>().RunAsync(meeting.Tellers[0].Actor, Done)).Need().Contests;
        var paper = (await server.Get<ProposePaperCount>().RunAsync(
            meeting.Tellers[0].Actor, Done, 2, [new PaperForms("A", 0, 0, 0), new PaperForms("B", 1, 1, 0)], [.. contests.Select(PaperOf)])).Need();
        await PreparedMeeting.SignAsync(paper, meeting.Tellers[0], meeting.Tellers[1], meeting.Officer);
        for (var round = 0; round < 12 && (await meeting.Grain.FactsAsync()).State != MeetingStates.Tallied; round++)
            foreach (var trustee in meeting.Trustees)
            {
                await witness.LookAsync();
                await trustee.TryStepAsync();
            }
        var attestation = (await server.Get<ProposeAttestation>().RunAsync(meeting.Officer.Actor, Done, AttestationBody.Verified, "已核验全部检查项。")).Need();
        await PreparedMeeting.SignAsync(attestation, meeting.Officer);
        await witness.LookAsync();
    }

    private static async Task PaperDueMeetingAsync(RunningServer server, HttpClient http)
    {
        using var meeting = await PreparedMeeting.OpenAsync(server, PaperDue, Plan("纸质票待计票") with { Paper = true });
        await CastAsync(meeting, http, 5, _ => []);
        await meeting.CloseAsync();
    }

    private async Task ManyMeetingAsync(RunningServer server, string address)
    {
        var people = Enumerable.Range(1, 30).Select(i => Person(i, $"M{i:D2}", $"示例{"甲乙丙丁戊己庚辛壬癸"[i % 10]}{"子丑寅卯辰巳"[i % 6]}", $"第{i % 7 + 1}业务科", "科长", "G"));
        using var meeting = await PreparedMeeting.OpenAsync(server, Many, new MeetingPlan
        {
            Title = "年度民主测评",
            People = 5,
            Roster = [.. people],
            Kind = MeetingKinds.Assessment,
            Positions =
            [
                new PositionDraft("G", "民主测评", "", 1, 1, false)
                {
                    Kind = PositionKinds.Grade, Answers = PositionDraft.UsualGrades, Dimensions = ["政治素质", "德", "能", "勤", "绩", "廉"],
                },
            ],
        });
        Keep(meeting, 0, address);
    }

    /// <summary>The first cards cast; what they mark differs from card to card.</summary>
    private static async Task CastAsync(PreparedMeeting meeting, HttpClient http, int cards, Func<int, string[]> writtenIn)
    {
        for (var card = 0; card < cards; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            var ballot = attendee.Seal([.. attendee.Statement!.Layout.Contests.Select((contest, place) => Choice(card + place, meeting.Contests[place], writtenIn(card)))]);
            await attendee.CastWellAsync(http, ballot);
        }
    }

    private static ContestChoice Choice(int turn, string contest, string[] writtenIn) =>
        contest == "P1" && writtenIn.Length > 0 ? new ContestChoice([], writtenIn)
        : contest.StartsWith('G') ? ContestChoice.Of(turn % 5)
        : turn % 4 == 3 ? new ContestChoice([], [], Abstain: true)
        : ContestChoice.Of(turn % 3);

    private static PaperContest PaperOf(ContestBody contest) => new(
        contest.Id, 1, 0, [.. contest.Options.Select((_, place) => place == 0 ? 1 : 0)], contest.Abstain ? 0 : null, contest.Slots > 0 ? [] : null);

    private void Keep(PreparedMeeting meeting, int used, string address)
    {
        var print = CardLink.Fingerprint(meeting.Suite, meeting.Organizer.Key!.PublicKey.Span);
        links[meeting.Id] = [.. meeting.Seeds.Skip(used).Select(seed => $"{address}/v/{meeting.Id}#{CardLink.FormatFragment(seed, print)}")];
    }

    private static byte[] SealedFile(PreparedMeeting meeting) => Record.Trustees.SealedFile.Seal(
        StaffFile.Content, StaffFile.ToBytes(meeting.Suite, meeting.Officer.Key!.PrivateKey.Span), Passphrase, SystemRandomSource.Instance);

    /// <summary>What a server would show that has told somebody else another history.</summary>
    private static async Task<string> ForkedAsync(RunningServer server, PreparedMeeting meeting, int size)
    {
        await using var db = await server.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var row = await db.Meetings.AsNoTracking().SingleAsync(item => item.Id == meeting.Id);
        using var key = server.Get<ServerKeys>().Open(meeting.Suite, row.SealedServerKey);
        return new Checkpoint(Checkpoint.OriginOf(meeting.Id), size, new Bytes(meeting.Suite.Hash("another history"u8))).Sign(meeting.Suite, key).ToString();
    }
}
