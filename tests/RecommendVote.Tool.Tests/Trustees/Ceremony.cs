using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>A log with a manifest and trustees who take their steps on it through the gate.</summary>
internal sealed class Ceremony
{
    private readonly List<Bytes> entries = [];

    public Ceremony(Suite suite, int trustees, int threshold, string seed)
    {
        Suite = suite;
        Random = new SeededRandomSource(seed);
        States = [.. Enumerable.Range(0, trustees).Select(_ => TrusteeState.Create(suite, MeetingId, Random))];
        Organizer = suite.StaffSignatures.Generate(Random);
        Officer = suite.StaffSignatures.Generate(Random);
        Append(Manifest(threshold));
    }

    public static string MeetingId => "trustee-test";

    public Suite Suite { get; }

    public IRandomSource Random { get; }

    public TrusteeState[] States { get; }

    public StaffKeyPair Organizer { get; }

    public StaffKeyPair Officer { get; }

    public MeetingRecord Record { get; } = new();

    public IReadOnlyList<Bytes> Entries => entries;

    public TrusteeLog Log => TrusteeLog.Read(entries)!;

    /// <summary>Appends through the gate; the test fails where the gate refuses.</summary>
    public void Append(Bytes entry)
    {
        var result = Record.Apply(entry.Memory);
        Assert.Null(result.Refusal);
        entries.Add(entry);
    }

    public TrusteeStep Next(int trustee) => TrusteeSession.NextCeremonyStep(States[trustee - 1], Log, Random);

    /// <summary>Takes one step of a trustee, storing the state as a file would: through its bytes.</summary>
    public void Take(int trustee)
    {
        var send = Assert.IsType<TrusteeStep.Send>(Next(trustee));
        States[trustee - 1] = Stored(send.State);
        Append(send.Entry);
    }

    /// <summary>Everybody steps until nobody has anything to send.</summary>
    public void Run()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var trustee = 1; trustee <= States.Length; trustee++)
            {
                if (Next(trustee) is not TrusteeStep.Send)
                    continue;
                Take(trustee);
                moved = true;
            }
        }
    }

    public static TrusteeState Stored(TrusteeState state)
    {
        Assert.True(TrusteeState.TryParse(state.ToBytes(), out var read));
        return read!;
    }

    public Bytes SignedByOrganizer(EntryBody body)
    {
        var unsigned = new UnsignedEntry(body);
        return unsigned.ToEntry(unsigned.SignAsStaff(Suite, SignerId.Organizer, Organizer, Record.ManifestHash));
    }

    private Bytes Manifest(int threshold)
    {
        var scheme = Suite.StaffSignatures;
        var nonce = new byte[16];
        Random.Fill(nonce);
        var body = new ManifestBody
        {
            Suite = Suite,
            Meeting = MeetingId,
            Nonce = nonce,
            Title = "试验会议",
            Place = "",
            Time = "2026-11-20T01:00:00Z",
            Marks = ["simulated"],
            Categories = [new NamedId("A", "全体")],
            Trustees = [.. States.Select((state, i) => new NamedKey($"监票人{i + 1}", (Suite.Group.Generator * state.Key).Encode()))],
            Threshold = threshold,
            AllTrusteesAcknowledged = threshold == States.Length,
            MinGroupSize = 5,
            AllowSmall = false,
            AcknowledgedSmallClass = true,
            Revoting = false,
            Policy = "sealed",
            SingleWriteIns = "shown",
            TallyQuorum = "trustees",
            WitnessQuorum = 0,
            Quorum = new QuorumRule(2, 3),
            Organizer = new NamedKey("组织人事部门", Organizer.PublicKey.ToArray()),
            Issuer = new NamedKey("制卡人", scheme.Generate(Random).PublicKey.ToArray()),
            Officers = [new NamedKey("派驻纪检监察组", Officer.PublicKey.ToArray())],
            ServerKey = scheme.Generate(Random).PublicKey.ToArray(),
        };
        var unsigned = new UnsignedEntry(body);
        return unsigned.ToEntry(
            unsigned.SignAsStaff(Suite, SignerId.Organizer, Organizer, Bytes.Empty),
            unsigned.SignAsStaff(Suite, SignerId.Officer(1), Officer, Bytes.Empty));
    }
}
