using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Voting;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.LiveDisplay;
using Receipt = RecommendVote.Record.Receipt;

namespace RecommendVote.Server.Demo;

/// <summary>
/// One attendee with one card: reads the code, checks the meeting against the card's fingerprint, seals, casts over the hub, and checks the
/// receipt. It has nothing but the server's address and the text of its QR code.
/// </summary>
public sealed class Attendee : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly HubConnection hub;
    private readonly string meetingId;
    private readonly byte[] seed;
    private readonly byte[] fingerprint;
    private AttendeeMeeting? meeting;
    private CardReply? card;
    private CardKey? key;
    private Bytes? latest;

    /// <param name="qrText"><c>https://HOST/v/MEETING#SEED.FP</c></param>
    public Attendee(Uri address, string qrText)
    {
        var link = new Uri(qrText);
        meetingId = link.Segments[^1];
        if (!CardLink.TryParseFragment(link.Fragment.TrimStart('#'), out seed, out fingerprint))
            throw new DemoException("a code on the sheet is not a card's");
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        hub = new HubConnectionBuilder().WithUrl(new Uri(address, "hub/meeting")).Build();
    }

    public string Category => card!.Category;

    /// <summary>Scans: learns the card's class from the server and the contests from the signed entries.</summary>
    public async Task ScanAsync()
    {
        var page = await http.GetFromJsonAsync<PublicReply>($"api/meetings/{meetingId}/public") ?? throw new DemoException("no answer");
        if (!Bytes.TryParse(page.Manifest, out var manifest) || !Bytes.TryParse(page.Contests, out var contests) || !Bytes.TryParse(page.Opened, out var opened))
            throw new DemoException($"the meeting is {page.State}");
        meeting = AttendeeMeeting.TryRead(manifest, contests, opened, fingerprint, out var fault) ?? throw new DemoException($"the meeting is not the card's: {fault}");
        key = CardKey.FromSeed(meeting.Manifest.Suite, seed, meetingId);
        using var answer = await http.PostAsJsonAsync($"api/meetings/{meetingId}/card", new CardRequest(new Bytes(key.PublicKey.Encode()).ToString()));
        answer.EnsureSuccessStatusCode();
        card = await answer.Content.ReadFromJsonAsync<CardReply>();
        await hub.StartAsync();
    }

    /// <summary>
    /// Seals a ballot, has it opened instead of cast, and looks it up by its check code as a second device would: what was opened must be what
    /// was marked.
    /// </summary>
    /// <param name="choose">As in <see cref="CastAsync"/>.</param>
    public async Task AuditAsync(Func<ContestBody, int, ContestChoice> choose)
    {
        var (statement, choices) = Marked(choose);
        using var prepared = BallotSealer.Prepare(statement, key!, latest?.Memory, choices, SystemRandomSource.Instance);
        var audited = prepared.Audit(key!, SystemRandomSource.Instance);
        Bytes bytes = BallotJson.Write(audited);
        using var sent = await http.PostAsJsonAsync($"api/meetings/{meetingId}/audit", new CastRequest(bytes.ToString()));
        if (!sent.IsSuccessStatusCode)
            throw new DemoException($"the audit is refused: {await sent.Content.ReadAsStringAsync()}");
        var tracker = BallotVerifier.VerifyAudit(statement, audited).Tracker ?? throw new DemoException("the audit does not hold");
        var found = await http.GetFromJsonAsync<AuditedReply>($"api/meetings/{meetingId}/audited/{ShortTracker.Format(tracker.Span)}");
        if (found?.Entry != bytes.ToString())
            throw new DemoException("the audit found by its check code is another");
    }

    /// <summary>Seals and casts one choice per contest of the card; a second cast supersedes the first.</summary>
    /// <param name="choose">What is marked in a contest, and its place among all contests.</param>
    public async Task CastAsync(Func<ContestBody, int, ContestChoice> choose)
    {
        var (statement, choices) = Marked(choose);
        var random = SystemRandomSource.Instance;
        var ballot = BallotSealer.Seal(statement, key!, latest?.Memory, choices, random);
        Bytes bytes = BallotJson.Write(ballot);
        var reply = await hub.InvokeAsync<HubCastReply>(nameof(MeetingHub.Cast), meetingId, bytes.ToString());
        if (reply.Receipt is not { } receipt)
            throw new DemoException($"refused: {reply.Refusal?.Code}");
        var leaf = MerkleTree.LeafHash(meeting!.Manifest.Suite, bytes);
        if (ReceiptOf(receipt).Fault(meeting.Manifest, key!.PublicKey.Encode(), leaf) is { } fault)
            throw new DemoException($"the receipt does not hold: {fault}");
        latest = BallotVerifier.ComputeTracker(statement, ballot)!;
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        http.Dispose();
        key?.Dispose();
    }

    private (BallotStatement Statement, IReadOnlyList<ContestChoice> Choices) Marked(Func<ContestBody, int, ContestChoice> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        var statement = meeting!.Statement(card!.Class, card.Contests) ?? throw new DemoException("the card's contests are not the meeting's");
        var all = meeting.Contests.Contests.ToList();
        return (statement, [.. card.Contests.Select(id => all.FindIndex(contest => contest.Id == id)).Select(place => choose(all[place], place))]);
    }

    private static Receipt ReceiptOf(Features.BulletinLog.Receipt receipt) => new()
    {
        Meeting = receipt.Meeting,
        Card = Read(receipt.Card),
        Tracker = Read(receipt.Tracker),
        Index = receipt.Index,
        Size = receipt.Size,
        Proof = [.. receipt.Proof.Select(Read)],
        Checkpoint = receipt.Checkpoint,
    };

    private static Bytes Read(string text) => Bytes.TryParse(text, out var bytes) ? bytes : throw new DemoException("the receipt cannot be read");
}
