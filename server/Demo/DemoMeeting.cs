using RecommendVote.CardReader;
using RecommendVote.Crypto;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Features.Trustees;

namespace RecommendVote.Server.Demo;

/// <summary>
/// One meeting of the demonstration over the demo spreadsheets, each step by the use case that the console calls: draft, imports, signatures,
/// ceremony, cards, check-in, opening.
/// </summary>
public sealed class DemoMeeting(IServiceProvider services, DemoStaff staff, Suite suite, string address, string id, string title, bool practice) : IDisposable
{
    private static readonly IReadOnlyDictionary<string, int> NoSpares = new Dictionary<string, int>();

    /// <summary>People who do not come, by category: the first who must sit out a position, then the last of the list.</summary>
    private static readonly IReadOnlyDictionary<string, int> Absent = new Dictionary<string, int> { ["B"] = 1, ["C"] = 3 };

    private readonly List<DemoTrustee> trustees = [];
    private DemoWitness? witness;
    private IReadOnlyList<AttendeeRow> people = [];

    public string Id => id;

    /// <summary>Checkpoints that the officer has cosigned.</summary>
    public int Cosigned => witness?.Cosigned ?? 0;

    /// <summary>The cards sheet.</summary>
    public byte[] CardsPdf { get; private set; } = [];

    /// <summary>Texts of the codes of the cards that were handed out, as read back from the sheet.</summary>
    public IReadOnlyList<string> HandedOut { get; private set; } = [];

    /// <summary>Draft, positions, roster and attendees from the spreadsheets, staff, trustees.</summary>
    public async Task PrepareAsync()
    {
        var organizer = staff.Organizer.Actor;
        DemoException.Need(await Get<CreateMeeting>().RunAsync(organizer, new MeetingDraft
        {
            Id = id,
            Suite = suite.Name,
            Title = title,
            Place = "示例市示范管理局三楼会议室",
            PlannedStart = new DateTimeOffset(DemoData.ReferenceDate, new TimeOnly(9, 0), TimeSpan.FromHours(8)),
            Demo = true,
            Practice = practice,
            Revoting = true,
            AcknowledgedSmallClass = true,
        }), "meeting");
        DemoException.Need(await Get<SavePositions>().RunAsync(
            organizer, id, [.. DemoData.Positions.Select(position => new PositionDraft(position.Id, position.Title, position.Title, 1, 1, true) { Slots = 1 })]), "positions");
        DemoException.Need(await Get<SetAnnouncement>().RunAsync(organizer, id, DemoTexts.Announcement), "announcement");
        var options = new ImportOptions { ReferenceDate = DemoData.ReferenceDate, Positions = DemoData.Positions };
        await using (var file = DemoData.Open(DemoData.CadreRosterXlsx))
            DemoException.Need(await Get<ImportRoster>().RunAsync(
                organizer, id, (await CadreRosterReader.ReadAsync(file, options, CancellationToken.None)).RowsToImport()), "roster");
        await using (var file = DemoData.Open(DemoData.AttendeesXlsx))
            people = (await AttendeeListReader.ReadAsync(file, options, CancellationToken.None)).RowsToImport();
        DemoException.Need(await Get<ImportAttendees>().RunAsync(organizer, id, people), "attendees");
        DemoException.Need(await Get<AssignStaff>().RunAsync(organizer, id, staff.Issuer.Actor.AccountId, [staff.Officer.Actor.AccountId]), "staff");
        foreach (var name in DemoTexts.Trustees)
        {
            var invitation = DemoException.Need(await Get<InviteTrustee>().RunAsync(organizer, id, name), "trustee");
            trustees.Add(new DemoTrustee(address, invitation, suite, id));
        }
        foreach (var trustee in trustees)
            await trustee.RegisterAsync();
    }

    /// <summary>Manifest and contests signed; commit, key, shares, ready and rehearsal of every trustee.</summary>
    public async Task CeremonyAsync()
    {
        await staff.SignAsync(DemoException.Need(await Get<ProposeManifest>().RunAsync(staff.Organizer.Actor, id), "manifest"), staff.Organizer, staff.Officer);
        await staff.SignAsync(DemoException.Need(await Get<ProposeContests>().RunAsync(staff.Organizer.Actor, id), "contests"), staff.Organizer);
        witness = new DemoWitness(address, id, staff.Officer.Key);
        await witness.LookAsync();
        await DemoTrustee.RunAsync(trustees, tally: false);
    }

    /// <summary>Prints the cards, reads their codes back from the print, and voids those of the absent.</summary>
    public async Task CardsAsync()
    {
        var printed = DemoException.Need(await Get<PrintCards>().RunAsync(staff.Issuer.Actor, id, NoSpares), "cards");
        CardsPdf = printed.Pdf;
        foreach (var proposal in printed.ProposalIds)
            await staff.SignAsync(proposal, staff.Issuer);
        var plan = DemoException.Need(await Get<GetCardPlan>().RunAsync(staff.Issuer.Actor, id, NoSpares), "card plan");
        var read = CardSheetReader.Read(CardsPdf);
        var codes = read.Texts.Where(text => text.Contains('#', StringComparison.Ordinal)).ToList();
        if (codes.Count != plan.Classes.Sum(item => item.Cards))
            throw new DemoException($"{codes.Count} codes were read back from the sheet ({read.Code})");
        var left = new List<string>();
        var handedOut = new List<string>();
        var next = 0;
        var absent = new Dictionary<string, int>(Absent);
        // Classes of people who sit out a position come after the whole class of their category; in this meeting it is they who are absent.
        foreach (var item in plan.Classes.Select(item => (Class: item, Codes: codes.Slice((next += item.Cards) - item.Cards, item.Cards))).Reverse())
        {
            var missing = Math.Min(absent.GetValueOrDefault(item.Class.Category), item.Codes.Count);
            absent[item.Class.Category] = absent.GetValueOrDefault(item.Class.Category) - missing;
            left.AddRange(item.Codes.Take(missing));
            handedOut.AddRange(item.Codes.Skip(missing));
        }
        HandedOut = handedOut;
        await staff.SignAsync(
            DemoException.Need(await Get<ProposeVoidedCards>().RunAsync(staff.Organizer.Actor, id, "not-handed-out", [.. left.Select(KeyOf)]), "voided cards"), staff.Organizer);
    }

    /// <summary>Check-in of those present, and the opening with both signatures.</summary>
    public async Task OpenAsync()
    {
        foreach (var person in Present())
            DemoException.Need(await Get<CheckIn>().RunAsync(staff.Organizer.Actor, id, person.Id, true), "check-in");
        await staff.SignAsync(DemoException.Need(await Get<ProposeOpening>().RunAsync(staff.Organizer.Actor, id), "opening"), staff.Organizer, staff.Officer);
        await witness!.LookAsync();
    }

    public async Task CloseAsync()
    {
        await staff.SignAsync(DemoException.Need(await Get<ProposeClosing>().RunAsync(staff.Organizer.Actor, id), "closing"), staff.Organizer, staff.Officer);
        await witness!.LookAsync();
    }

    /// <summary>
    /// Trustees mix the names written in, verify the record, sign tally-ready and decrypt both phases, the officer watching; the server appends
    /// the result.
    /// </summary>
    public Task TallyAsync() => DemoTrustee.RunAsync(trustees, tally: true, witness!.LookAsync);

    public async Task AttestAsync()
    {
        await staff.SignAsync(
            DemoException.Need(await Get<ProposeAttestation>().RunAsync(staff.Officer.Actor, id, "verified", "已核验全部检查项。（演示）"), "attestation"), staff.Officer);
        await witness!.LookAsync();
    }

    public void Dispose()
    {
        foreach (var trustee in trustees)
            trustee.Dispose();
        witness?.Dispose();
    }

    /// <summary>The public key of a card's code, as the organizer's browser derives it.</summary>
    private string KeyOf(string code)
    {
        if (!CardLink.TryParseFragment(new Uri(code).Fragment.TrimStart('#'), out var seed, out _))
            throw new DemoException("a code on the sheet is not a card's");
        using var key = CardKey.FromSeed(suite, seed, id);
        return new Record.Bytes(key.PublicKey.Encode()).ToString();
    }

    private IEnumerable<AttendeeRow> Present() => people.GroupBy(person => person.CategoryId)
        .SelectMany(group => group.OrderByDescending(person => person.RecusedPositions.Count).Skip(Absent.GetValueOrDefault(group.Key)));

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
