using System.Security.Cryptography;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Features.Trustees;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>What a test's meeting is like; the defaults are one position with an abstain mark.</summary>
public sealed record MeetingPlan
{
    public int People { get; init; } = 5;
    public Suite Suite { get; init; } = Suite.P256;
    public string Kind { get; init; } = MeetingKinds.Recommendation;
    public bool Revoting { get; init; }
    public MeetingPolicy Policy { get; init; }
    public bool Practice { get; init; }
    public int Names { get; init; } = 2;

    /// <summary>How many of the names stand on the ballot; the others may be written in.</summary>
    public int Eligible { get; init; } = int.MaxValue;
    public bool Witnessed { get; init; }
    public bool Paper { get; init; }
    public int Challengers { get; init; }
    public IReadOnlyList<PositionDraft> Positions { get; init; } = [new("P1", "办公室副主任", "", 1, 1, true)];

    public string Title { get; init; } = "测试会议";

    /// <summary>Attendees are divided among them evenly, the first of the list into the first category.</summary>
    public IReadOnlyList<NamedId> Categories { get; init; } = [new("A", "领导班子成员")];

    /// <summary>The roster, or null for <see cref="Names"/> made-up people.</summary>
    public IReadOnlyList<CadreRow>? Roster { get; init; }

    public NamedId CategoryOf(int person) => Categories[person * Categories.Count / People];
}

/// <summary>A meeting of one class, taken step by step from the draft to the opening through the same calls that people's pages make.</summary>
public sealed class PreparedMeeting : IDisposable
{
    private PreparedMeeting(RunningServer server, string id, Suite suite)
    {
        Server = server;
        Id = id;
        Suite = suite;
    }

    public RunningServer Server { get; }

    public string Id { get; }

    public Suite Suite { get; }

    public StaffClient Organizer { get; private set; } = null!;

    public StaffClient Issuer { get; private set; } = null!;

    public StaffClient Officer { get; private set; } = null!;

    public List<TrusteeClient> Trustees { get; } = [];

    /// <summary>The seeds, as they would stand on the printed cards.</summary>
    public List<byte[]> Seeds { get; } = [];

    public IMeetingGrain Grain => Server.Get<IGrainFactory>().GetGrain<IMeetingGrain>(Id);

    /// <summary>The contests' ids in order, as they will stand on the cards.</summary>
    public IReadOnlyList<string> Contests { get; private set; } = [];

    public List<StaffClient> Tellers { get; } = [];

    /// <summary>Staff, draft, trustees, manifest, contests and ceremony; cards and opening are still to come.</summary>
    public static Task<PreparedMeeting> DraftAsync(
        RunningServer server, string id, int people, Suite? suite = null, bool revoting = false, MeetingPolicy policy = MeetingPolicy.Sealed, bool practice = false, int names = 2) =>
        DraftAsync(server, id, new MeetingPlan { People = people, Suite = suite ?? Suite.P256, Revoting = revoting, Policy = policy, Practice = practice, Names = names });

    /// <inheritdoc cref="DraftAsync(RunningServer, string, int, Suite?, bool, MeetingPolicy, bool, int)"/>
    public static async Task<PreparedMeeting> DraftAsync(RunningServer server, string id, MeetingPlan plan)
    {
        var meeting = new PreparedMeeting(server, id, plan.Suite);
        meeting.Organizer = await StaffClient.HireAsync(server, "org-" + id, Roles.Organizer);
        meeting.Issuer = await StaffClient.HireAsync(server, "iss-" + id, Roles.Issuer);
        meeting.Officer = await StaffClient.HireAsync(server, "off-" + id, Roles.Officer);
        if (plan.Paper)
            for (var i = 1; i <= 2; i++)
                meeting.Tellers.Add(await StaffClient.HireAsync(server, $"tel{i}-{id}", Roles.Teller));
        foreach (var person in new[] { meeting.Organizer, meeting.Issuer, meeting.Officer }.Concat(meeting.Tellers))
            await person.MakeKeyAsync(meeting.Suite);
        var actor = meeting.Organizer.Actor;
        (await server.Get<CreateMeeting>().RunAsync(actor, new MeetingDraft
        {
            Id = id,
            Suite = meeting.Suite.Name,
            Title = plan.Title,
            PlannedStart = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
            Kind = plan.Kind,
            Revoting = plan.Revoting,
            Policy = plan.Policy,
            Practice = plan.Practice,
            Witnessed = plan.Witnessed,
            WitnessQuorum = plan.Witnessed ? 1 : 0,
            Paper = plan.Paper,
            Challengers = plan.Challengers,
            MinGroupSize = 3,
        })).Need();
        (await server.Get<SavePositions>().RunAsync(actor, id, plan.Positions)).Need();
        (await server.Get<ImportRoster>().RunAsync(actor, id, plan.Roster ?? [.. Enumerable.Range(1, plan.Names).Select(i => new CadreRow
        {
            RowNumber = i,
            Id = $"C{i}",
            Name = $"示例{i}",
            Unit = "办公室",
            EligiblePositions = i <= plan.Eligible ? [.. plan.Positions.Select(position => position.Id)] : [],
        })])).Need();
        (await server.Get<ImportAttendees>().RunAsync(actor, id, [.. Enumerable.Range(1, plan.People).Select(i => new AttendeeRow
        {
            RowNumber = i,
            Id = $"T{i:D3}",
            Name = $"参会{i}",
            CategoryId = plan.CategoryOf(i - 1).Id,
            CategoryName = plan.CategoryOf(i - 1).Name,
            Unit = "局领导",
        })])).Need();
        (await server.Get<AssignStaff>().RunAsync(actor, id, meeting.Issuer.Actor.AccountId, [meeting.Officer.Actor.AccountId],
            [.. meeting.Tellers.Select(teller => teller.Actor.AccountId)])).Need();
        for (var i = 1; i <= 3; i++)
        {
            var invitation = (await server.Get<InviteTrustee>().RunAsync(actor, id, $"密钥保管人{i}")).Need();
            var trustee = new TrusteeClient(server, invitation, meeting.Suite, id);
            meeting.Trustees.Add(trustee);
            await trustee.RegisterAsync();
        }
        await SignAsync((await server.Get<ProposeManifest>().RunAsync(actor, id)).Need(), meeting.Organizer, meeting.Officer);
        await SignAsync((await server.Get<ProposeContests>().RunAsync(actor, id)).Need(), meeting.Organizer);
        var contests = SignedContests(await meeting.Grain.PublicEntriesAsync(), meeting.Suite);
        meeting.Contests = [.. contests!.Contests.Select(contest => contest.Id)];
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: false);
        return meeting;
    }

    /// <summary>A meeting that is open for casting, everyone present.</summary>
    public static async Task<PreparedMeeting> OpenAsync(
        RunningServer server, string id, int people, Suite? suite = null, bool revoting = false, MeetingPolicy policy = MeetingPolicy.Sealed, bool practice = false, int names = 2)
    {
        var plan = new MeetingPlan { People = people, Suite = suite ?? Suite.P256, Revoting = revoting, Policy = policy, Practice = practice, Names = names };
        return await OpenAsync(server, id, plan);
    }

    /// <param name="spares">Cards of each category on top of one for each person.</param>
    public static async Task<PreparedMeeting> OpenAsync(RunningServer server, string id, MeetingPlan plan, int spares = 0)
    {
        var meeting = await DraftAsync(server, id, plan);
        foreach (var category in plan.Categories)
            await meeting.IssueCardsAsync(Enumerable.Range(0, plan.People).Count(person => plan.CategoryOf(person) == category) + spares, category.Id);
        await meeting.CheckInEveryoneAsync();
        await meeting.OpenAsync();
        return meeting;
    }

    private static ContestsBody? SignedContests(PublicEntries entries, Suite suite) => SignedBodies.Of<ContestsBody>(suite, entries.Contests);

    /// <summary>Lists cards whose seeds this test keeps; the sheet itself is tested apart.</summary>
    public async Task IssueCardsAsync(int count, string category = "A")
    {
        var seeds = Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(CardKey.SeedLength)).ToList();
        Seeds.AddRange(seeds);
        var body = new CardsBody
        {
            Nonce = ProposalBook.Nonce(),
            Class = category,
            Category = category,
            Contests = Contests,
            Cards = BytesVector.Join(seeds.Select(seed => new Bytes(CardKey.FromSeed(Suite, seed, Id).PublicKey.Encode())).Order(), Point.Length),
        };
        var manifestHash = (await Grain.FactsAsync()).ManifestHash!;
        var unsigned = new UnsignedEntry(body);
        var answer = await Grain.AppendAsync(unsigned.ToEntry(unsigned.SignAsStaff(Suite, SignerId.Issuer, Issuer.Key!, manifestHash)));
        Assert.True(answer.Index is not null, answer.Code);
    }

    /// <summary>The public key of a card, base64url.</summary>
    public string CardOf(int card)
    {
        using var key = CardKey.FromSeed(Suite, Seeds[card], Id);
        return new Bytes(key.PublicKey.Encode()).ToString();
    }

    public async Task CheckInEveryoneAsync()
    {
        foreach (var attendee in (await Server.Get<ListAttendees>().RunAsync(Organizer.Actor, Id)).Need())
            (await Server.Get<CheckIn>().RunAsync(Organizer.Actor, Id, attendee.Id, true)).Need();
    }

    public async Task OpenAsync() => await SignAsync((await Server.Get<ProposeOpening>().RunAsync(Organizer.Actor, Id)).Need(), Organizer, Officer);

    public async Task CloseAsync() => await SignAsync((await Server.Get<ProposeClosing>().RunAsync(Organizer.Actor, Id)).Need(), Organizer, Officer);

    /// <summary>Signs with each in turn; the last signature appends the entry.</summary>
    public static async Task SignAsync(Guid proposal, params StaffClient[] people)
    {
        for (var i = 0; i < people.Length; i++)
            Assert.Equal(i == people.Length - 1, (await people[i].SignAsync(proposal)).Complete);
    }

    public async Task<AttendeeClient> AttendeeAsync(int card, HttpClient http)
    {
        var attendee = new AttendeeClient(Id, Seeds[card]);
        await attendee.ScanAsync(http);
        return attendee;
    }

    public void Dispose()
    {
        Organizer?.Dispose();
        Issuer?.Dispose();
        Officer?.Dispose();
        Tellers.ForEach(teller => teller.Dispose());
        Trustees.ForEach(trustee => trustee.Dispose());
    }
}
