using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>What bodies say beyond their members: sums, quorums, nonces, and an identity where one may stand.</summary>
public sealed class BodyTests
{
    [Fact]
    public void Sums_add_every_number()
    {
        Assert.Equal(1_111, new WriteInsResult([new("a", 1), new("b", 10)], 100, 200, 800).Total);
        PaperForms[] forms = [new("A", 9, 7, 2), new("B", 5, 4, 1)];
        Assert.Equal(8, new PaperCountBody { Nonce = new byte[16], Forms = forms, Contests = [] }.ValidForms);
    }

    [Theory]
    [InlineData("trustees", 0, 3, 0)]
    [InlineData("trustees", 2, 3, 2)]
    [InlineData("witnessed", 0, 2, 1)]
    [InlineData("witnessed", 2, 2, 2)]
    public void Quorums_follow_the_kind_of_quorum(string kind, int witnesses, int trustees, int cosignatures)
    {
        var manifest = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Contests).Record.Manifest!;
        Assert.Equal((3, 2), (manifest.Trustees.Count, manifest.Threshold));
        var other = manifest with { TallyQuorum = kind, WitnessQuorum = witnesses };
        Assert.Equal((trustees, cosignatures), (other.TallyQuorumSize, other.CosignaturesNeeded));
    }

    [Fact]
    public void Nonces_come_from_the_source()
    {
        var source = new SeededRandomSource("nonces");
        var nonces = Enumerable.Range(0, 4).Select(_ => BodyComposer.Nonce(source)).ToList();
        Assert.Equal(4, nonces.Distinct().Count());
        Assert.All(nonces, nonce => Assert.Equal(16, nonce.Length));
    }

    /// <summary>A share of a sum of nothing is the identity, which no other place of a body may hold.</summary>
    [Fact]
    public void A_decryption_may_hold_the_identity()
    {
        var sim = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Decryption);
        var body = sim.Bodies.Decryption(1);
        var identity = body with { D = BytesVector.Join([Suite.P256.Group.Identity.Encode(), .. body.D.Skip(1)], Point.Length) };
        Assert.True(EntryBodies.TryDecode(Suite.P256, EntryTypes.Decryption, identity.ToBytes(), out var read, out var fault), fault);
        Assert.Equal(identity.ToBytes(), read.ToBytes());
        Assert.False(EntryBodies.TryDecode(
            Suite.P256, EntryTypes.Decryption, (body with { Tg = Suite.P256.Group.Identity.Encode() }).ToBytes(), out _, out _));
    }

    [Theory]
    [InlineData("suite", "\"P256-SHA256\"", "\"P384-SHA384\"")]
    [InlineData("meeting", "\"small-meeting\"", "\"Small Meeting\"")]
    [InlineData("time", "T", " ")]
    public void A_manifest_with_a_word_of_a_wrong_form_is_refused(string member, string from, string to)
    {
        var manifest = System.Text.Encoding.UTF8.GetString(Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Contests).Record.Manifest!.ToBytes());
        var start = manifest.IndexOf($"\"{member}\":", StringComparison.Ordinal);
        var at = manifest.IndexOf(from, start, StringComparison.Ordinal);
        Assert.True(start > 0 && at > start, manifest);
        var changed = string.Concat(manifest.AsSpan(0, at), to, manifest.AsSpan(at + from.Length));
        Assert.True(EntryBodies.TryDecode(null, EntryTypes.Manifest, System.Text.Encoding.UTF8.GetBytes(manifest), out _, out _));
        Assert.False(EntryBodies.TryDecode(null, EntryTypes.Manifest, System.Text.Encoding.UTF8.GetBytes(changed), out _, out _));
    }
}
