using System.Net.Http.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Voting;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.LiveDisplay;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>What the holder of a card does: seals with the meeting's public entries and the seed, and checks every receipt.</summary>
public sealed class AttendeeClient(string meeting, byte[] seed)
{
    private CardKey? key;

    public Bytes Card { get; private set; }

    public ManifestBody? Manifest { get; private set; }

    public BallotStatement? Statement { get; private set; }

    /// <summary>Learns the meeting from its public entries and the card's class from the server.</summary>
    public async Task ScanAsync(HttpClient http)
    {
        var page = (await http.GetFromJsonAsync<PublicReply>($"/api/meetings/{meeting}/public"))!;
        var entries = new[] { page.Manifest, page.Contests, page.Opened }.Select(entry => Answers.Bytes(entry!)).ToArray();
        Assert.True(EntryCodec.TryDecode(null, entries[0], out var first, out _));
        Manifest = (ManifestBody)((EnvelopeEntry)first).Body;
        key = CardKey.FromSeed(Manifest.Suite, seed, meeting);
        Card = key.PublicKey.Encode();
        using var answer = await AskAsync(http, "card");
        await answer.DemandOkAsync();
        var card = (await answer.Content.ReadFromJsonAsync<CardReply>())!;
        var view = AttendeeMeeting.TryRead(entries[0], entries[1], entries[2], CardLink.Fingerprint(Manifest.Suite, Manifest.Organizer.Key), out var fault);
        Assert.True(view is not null, fault);
        Statement = view.Statement(card.Class, card.Contests);
        Assert.NotNull(Statement);
    }

    /// <summary>A sealed ballot with one mark, or an abstention, per contest.</summary>
    public Bytes Seal(int option, Bytes? supersedes = null)
    {
        var choices = Statement!.Layout.Contests.Select(_ => option < 0 ? new ContestChoice([], [], Abstain: true) : ContestChoice.Of(option)).ToList();
        return BallotJson.Write(BallotSealer.Seal(Statement, key!, supersedes?.Memory, choices, SystemRandomSource.Instance));
    }

    /// <summary>A sealed ballot with these choices, in the order of the layout.</summary>
    public Bytes Seal(IReadOnlyList<ContestChoice> choices, Bytes? supersedes = null) =>
        BallotJson.Write(BallotSealer.Seal(Statement!, key!, supersedes?.Memory, choices, SystemRandomSource.Instance));

    /// <summary>An opened ballot with one mark, or an abstention, per contest, with its tracker.</summary>
    public (Bytes Entry, Bytes Tracker) Audit(int option)
    {
        var choices = Statement!.Layout.Contests.Select(_ => option < 0 ? new ContestChoice([], [], Abstain: true) : ContestChoice.Of(option)).ToList();
        using var prepared = BallotSealer.Prepare(Statement, key!, null, choices, SystemRandomSource.Instance);
        var audited = prepared.Audit(key!, SystemRandomSource.Instance);
        return (BallotJson.Write(audited), new Bytes(BallotVerifier.VerifyAudit(Statement, audited).Tracker!.Value));
    }

    public Task<HttpResponseMessage> SendAuditAsync(HttpClient http, Bytes audit) =>
        http.PostAsJsonAsync($"/api/meetings/{meeting}/audit", new { ballot = audit.ToString() });

    public Task<HttpResponseMessage> AskAsync(HttpClient http, string question) =>
        http.PostAsJsonAsync($"/api/meetings/{meeting}/{question}", new { card = Card.ToString() });

    public Task<HttpResponseMessage> CastAsync(HttpClient http, Bytes ballot) =>
        http.PostAsJsonAsync($"/api/meetings/{meeting}/cast", new { ballot = ballot.ToString() });

    /// <summary>Casts over HTTP and checks the receipt.</summary>
    public async Task<ReceiptReply> CastWellAsync(HttpClient http, Bytes ballot)
    {
        using var answer = await CastAsync(http, ballot);
        await answer.DemandOkAsync();
        var reply = (await answer.Content.ReadFromJsonAsync<ReceiptReply>())!;
        Check(reply, ballot);
        return reply;
    }

    public string LeafOf(Bytes ballot) => new Bytes(MerkleTree.LeafHash(Manifest!.Suite, ballot)).ToString();

    public void Check(ReceiptReply reply, Bytes ballot)
    {
        var leaf = new Bytes(MerkleTree.LeafHash(Manifest!.Suite, ballot));
        Assert.Equal(leaf.ToString(), reply.Leaf);
        var receipt = new Receipt
        {
            Meeting = reply.Receipt.Meeting,
            Card = Answers.Bytes(reply.Receipt.Card),
            Tracker = Answers.Bytes(reply.Receipt.Tracker),
            Index = reply.Receipt.Index,
            Size = reply.Receipt.Size,
            Proof = [.. reply.Receipt.Proof.Select(Answers.Bytes)],
            Checkpoint = reply.Receipt.Checkpoint,
        };
        Assert.Null(receipt.Fault(Manifest, Card, leaf));
    }
}
