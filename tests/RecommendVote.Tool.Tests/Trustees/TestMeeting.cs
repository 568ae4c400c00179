using RecommendVote.Crypto;
using RecommendVote.Record;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>A log that begins with a manifest over given trustee keys; staff's entries are signed here, and everything goes through the gate.</summary>
internal sealed class TestMeeting
{
    private readonly List<Bytes> entries = [];
    private readonly IRandomSource random;
    private readonly string tallyQuorum;
    private readonly StaffKeyPair organizer;
    private readonly StaffKeyPair issuer;
    private readonly StaffKeyPair officer;
    private readonly StaffKeyPair server;

    public TestMeeting(Suite suite, IReadOnlyList<Bytes> trusteeKeys, int threshold, IRandomSource random, string tallyQuorum = "trustees")
    {
        (Suite, this.random, this.tallyQuorum) = (suite, random, tallyQuorum);
        var scheme = suite.StaffSignatures;
        (organizer, issuer, officer, server) = (scheme.Generate(random), scheme.Generate(random), scheme.Generate(random), scheme.Generate(random));
        Append(Sign(Manifest(trusteeKeys, threshold)));
    }

    public static string Id => "trustee-test";

    public Suite Suite { get; }

    public MeetingRecord Record { get; } = new();

    public IReadOnlyList<Bytes> Entries => entries;

    /// <summary>The server's signed note over the log as it is.</summary>
    public string Checkpoint() => Record.Checkpoint().Sign(Suite, server).ToString();

    /// <summary>The note over size and root that tally-ready names; with the officer's cosignature or without.</summary>
    public string TallyNote(bool cosigned, int shift = 0)
    {
        var (size, root) = Record.AfterClosed!.Value;
        var checkpoint = new Checkpoint(Record.Checkpoint().Origin, size - shift, shift == 0 ? root : Record.Tree!.Root(size - shift));
        var note = checkpoint.Sign(Suite, server);
        return (cosigned ? note.With(new CosignatureKey(Record.Manifest!, 1).Sign(checkpoint.Text, 1_800_000_000, officer)) : note).ToString();
    }

    /// <exception cref="InvalidOperationException">The gate refuses.</exception>
    public void Append(Bytes entry)
    {
        if (TryAppend(entry) is { } refusal)
            throw new InvalidOperationException(refusal.ToString());
    }

    public Refusal? TryAppend(Bytes entry)
    {
        var result = Record.Apply(entry.Memory);
        if (result.Accepted)
            entries.Add(entry);
        return result.Refusal;
    }

    /// <param name="slots">Write-in slots.</param>
    public void AppendContests(int slots = 0) => Append(Sign(new ContestsBody
    {
        Nonce = BodyComposer.Nonce(random),
        Contests = [new ContestBody { Id = "P1", Title = "办公室副主任", Options = [new OptionBody("n1", "甲"), new OptionBody("n2", "乙")], Slots = slots, Min = 1, Max = 1, Abstain = true }],
        Announcement = new Announcement("", "", "", "", ""),
    }));

    /// <summary>Cards, opening, one ballot per card for the first name, or for a name written in on the first ones, closing.</summary>
    public void Hold(int cards, params IReadOnlyList<string> writtenIn)
    {
        var keys = Enumerable.Range(0, cards).Select(i =>
        {
            var seed = new byte[CardKey.SeedLength];
            random.Fill(seed);
            return CardKey.FromSeed(Suite, seed, Id);
        }).ToList();
        Append(Sign(new CardsBody
        {
            Nonce = BodyComposer.Nonce(random),
            Class = "A",
            Category = "A",
            Contests = ["P1"],
            Cards = BytesVector.Join(keys.Select(key => (Bytes)key.PublicKey.Encode()).Order(), Point.Length),
        }));
        Attendance[] attendance = [new("A", cards, cards)];
        Append(Sign(BodyComposer.Opened(Record, attendance, random)));
        foreach (var (i, key) in keys.Index())
        {
            var choice = i < writtenIn.Count ? new ContestChoice([], [writtenIn[i]]) : ContestChoice.Of(0);
            Append(BallotJson.Write(BallotSealer.Seal(Record.Open!.Classes[0].Statement, key, supersedes: null, [choice], random)));
        }
        Append(Sign(BodyComposer.Closed(Record, attendance, [cards], random)));
    }

    /// <summary>What a server could show somebody else: the closed meeting with its last ballot left out, and a closing that fits.</summary>
    public (MeetingRecord Record, IReadOnlyList<Bytes> Entries) WithoutLastBallot()
    {
        var other = new MeetingRecord();
        var list = entries.SkipLast(2).ToList();
        foreach (var entry in list)
            Assert.Null(other.Apply(entry.Memory).Refusal);
        var body = BodyComposer.Closed(other, Record.Closed!.Attendance, [.. Record.Closed.Counts.Select(count => count.HandedOut)], random);
        list.Add(Sign(body));
        Assert.Null(other.Apply(list[^1].Memory).Refusal);
        return (other, list);
    }

    public void AppendResult() => Append(Sign(ResultBuilder.Build(Record).Result!));

    private Bytes Sign(EntryBody body)
    {
        var unsigned = new UnsignedEntry(body);
        EntrySignature By(SignerId signer, StaffKeyPair key) => unsigned.SignAsStaff(Suite, signer, key, Record.ManifestHash);
        return unsigned.ToEntry(EntryTypes.Find(body.Type)!.Signers switch
        {
            EntrySigners.Organizer => [By(SignerId.Organizer, organizer)],
            EntrySigners.Issuer => [By(SignerId.Issuer, issuer)],
            EntrySigners.Server => [By(SignerId.Server, server)],
            _ => [By(SignerId.Organizer, organizer), By(SignerId.Officer(1), officer)],
        });
    }

    private ManifestBody Manifest(IReadOnlyList<Bytes> trusteeKeys, int threshold) => new()
    {
        Suite = Suite,
        Meeting = Id,
        Nonce = BodyComposer.Nonce(random),
        Title = "试验会议",
        Place = "",
        Time = "2026-11-20T01:00:00Z",
        Marks = ["simulated"],
        Categories = [new NamedId("A", "全体")],
        Trustees = [.. trusteeKeys.Select((key, i) => new NamedKey($"监票人{i + 1}", key))],
        Threshold = threshold,
        AllTrusteesAcknowledged = threshold == trusteeKeys.Count,
        MinGroupSize = 5,
        AllowSmall = false,
        AcknowledgedSmallClass = true,
        Revoting = false,
        Policy = "sealed",
        SingleWriteIns = "shown",
        TallyQuorum = tallyQuorum,
        WitnessQuorum = 0,
        Quorum = new QuorumRule(2, 3),
        Organizer = new NamedKey("组织人事部门", organizer.PublicKey.ToArray()),
        Issuer = new NamedKey("制卡人", issuer.PublicKey.ToArray()),
        Officers = [new NamedKey("派驻纪检监察组", officer.PublicKey.ToArray())],
        ServerKey = server.PublicKey.ToArray(),
    };
}
