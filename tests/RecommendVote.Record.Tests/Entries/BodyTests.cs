using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>What bodies say beyond their members: sums, nonces, and an identity where one may stand.</summary>
public sealed class BodyTests
{
    [Fact]
    public void Sums_add_every_number()
    {
        Assert.Equal(1_111, new WriteInsResult([new("a", 1), new("b", 10)], 100, 200, 800).Total);
        PaperForms[] forms = [new("A", 9, 7, 2), new("B", 5, 4, 1)];
        Assert.Equal(8, new PaperCountBody { Nonce = new byte[16], Forms = forms, Contests = [] }.ValidForms);
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
}
