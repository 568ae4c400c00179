using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V04: exactly the signatures that a type needs, by exactly those keys, over exactly those bytes.</summary>
public sealed class SignatureCheckTests
{
    private readonly IRandomSource random = new SeededRandomSource("signatures");

    public static TheoryData<string, string> Cases => new(
        EntryTypes.All.Where(type => type is not (EntryTypes.Ballot or EntryTypes.BallotAudited or EntryTypes.TrusteeComplaint or EntryTypes.Cancelled))
            .Order(StringComparer.Ordinal)
            .SelectMany(type => new[] { (Suite.P256.Name, type), (Suite.Sm2.Name, type) }));

    [Theory, MemberData(nameof(Cases))]
    [Trait("Attack", "F-B5")]
    public void V04_signatures_of_each_type(string suite, string type)
    {
        var sim = Plans.Simulate(type == EntryTypes.Mixed ? WriteInPlans.Small(Plans.SuiteOf(suite)) : Plans.Full(Plans.SuiteOf(suite))).RunUntil(type);
        var honest = Read(sim, sim.Sign(sim.Next!.MakeBody!()));
        var unsigned = new UnsignedEntry(type, honest.BodyBytes);
        var signatures = honest.Signatures;
        var first = signatures[0];
        var stranger = sim.Plan.Suite.StaffSignatures.Generate(random);
        var byStranger = unsigned.SignAsStaff(sim.Plan.Suite, first.Key, stranger, sim.Record.ManifestHash);
        List<byte[]> faults =
        [
            unsigned.ToEntry(),
            unsigned.ToEntry([.. signatures, first]),
            unsigned.ToEntry([byStranger, .. signatures.Skip(1)]),
            unsigned.ToEntry([first with { Signature = new byte[first.Signature.Length] }, .. signatures.Skip(1)]),
            unsigned.ToEntry([first with { Signature = Flip(first.Signature) }, .. signatures.Skip(1)]),
            unsigned.ToEntry([first with { Signature = Bytes.Empty }, .. signatures.Skip(1)]),
            unsigned.ToEntry([first with { Key = new SignerId(SignerRole.Officer, 9) }, .. signatures.Skip(1)]),
        ];
        if (type != EntryTypes.Manifest)
            faults.Add(OfAnotherMeeting(sim, honest));
        if (signatures.Count == 3)
        {
            faults.Add(unsigned.ToEntry(first, first, signatures[2]));
            faults.Add(unsigned.ToEntry(signatures[0], signatures[1]));
        }
        if (signatures.Count > 1)
        {
            faults.Add(unsigned.ToEntry(first));
            faults.Add(unsigned.ToEntry(signatures[1]));
            faults.Add(unsigned.ToEntry(signatures[1], first));
            faults.Add(unsigned.ToEntry(first, first with { Key = SignerId.Officer(1) }));
        }
        foreach (var fault in faults)
            Gate.Refuses(sim, fault, Check.V04, Codes.SignatureInvalid, goesOn: false);
        Gate.Accepts(sim, unsigned.ToEntry(signatures));
    }

    /// <summary>One trustee cannot speak for another, nor with its own key under another's number.</summary>
    [Theory, MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    [Trait("Attack", "F-B5")]
    public void V04_trustees_speak_for_themselves(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.TallyReady, 1);
        var body = sim.Bodies.TallyReady(2);
        var unsigned = new UnsignedEntry(body);
        EntrySignature As(int number, int key) =>
            unsigned.SignAsTrustee(sim.Plan.Suite, number, sim.Keys.Trustees[key - 1].Secret, sim.Record.ManifestHash, random);
        foreach (var signature in new[] { As(3, 3), As(2, 3), As(3, 2), As(4, 2) })
            Gate.Refuses(sim, unsigned.ToEntry(signature), Check.V04, Codes.SignatureInvalid, goesOn: false);
        foreach (var number in new[] { 0, 4 })
        {
            var outside = new UnsignedEntry(body with { Trustee = number });
            var signature = outside.SignAsTrustee(sim.Plan.Suite, 2, sim.Keys.Trustees[1].Secret, sim.Record.ManifestHash, random);
            Gate.Refuses(sim, outside.ToEntry(signature), Check.V04, Codes.SignatureInvalid, goesOn: false);
        }
        // A signature for one type does not serve another (A07).
        var asReady = new UnsignedEntry(EntryTypes.TrusteeReady, body.ToBytes())
            .SignAsTrustee(sim.Plan.Suite, 2, sim.Keys.Trustees[1].Secret, sim.Record.ManifestHash, random);
        Gate.Refuses(sim, unsigned.ToEntry(asReady), Check.V04, Codes.SignatureInvalid);
    }

    /// <summary>The same body signed for a meeting with another manifest (A07).</summary>
    private byte[] OfAnotherMeeting(MeetingSimulation sim, EnvelopeEntry honest)
    {
        var unsigned = new UnsignedEntry(honest.Type, honest.BodyBytes);
        Bytes otherHash = sim.Plan.Suite.Hash("another manifest"u8);
        return unsigned.ToEntry([.. honest.Signatures.Select(signature => signature.Key.Role == SignerRole.Trustee
            ? unsigned.SignAsTrustee(sim.Plan.Suite, signature.Key.Index, sim.Keys.Trustees[signature.Key.Index - 1].Secret, otherHash, random)
            : unsigned.SignAsStaff(sim.Plan.Suite, signature.Key, KeyOf(sim, signature.Key), otherHash))]);
    }

    private static StaffKeyPair KeyOf(MeetingSimulation sim, SignerId signer) => signer.Role switch
    {
        SignerRole.Organizer => sim.Keys.Organizer,
        SignerRole.Issuer => sim.Keys.Issuer,
        SignerRole.Server => sim.Keys.Server,
        SignerRole.Teller => sim.Keys.Tellers[signer.Index - 1],
        _ => sim.Keys.Officer,
    };

    private static EnvelopeEntry Read(MeetingSimulation sim, byte[] entry)
    {
        Assert.True(EntryCodec.TryDecode(sim.Plan.Suite, entry, out var decoded, out _));
        return (EnvelopeEntry)decoded;
    }

    private static Bytes Flip(Bytes bytes)
    {
        var copy = bytes.ToArray();
        copy[^1] ^= 1;
        return copy;
    }
}
