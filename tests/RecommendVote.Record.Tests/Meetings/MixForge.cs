using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>A dishonest mixer with a real trustee's key: it proves as well as it can that whatever it did is a shuffle.</summary>
internal sealed class MixForge
{
    private readonly IRandomSource random;

    public MixForge(MeetingSimulation sim, int trustee, int contest = 0, string seed = "mix forge")
    {
        random = new SeededRandomSource(seed);
        Statement = MixRules.Statement(sim.Record.State, sim.Record.Mixes.First(item => item.Contest == contest), trustee);
    }

    public ShuffleStatement Statement { get; init; }

    /// <summary>An honest witness; its members may be changed.</summary>
    public ShuffleWitness Witness() => ShuffleWitness.Create(Statement, random);

    /// <summary>Mixes and proves for <paramref name="statement"/>; what comes out of the mix may be changed before the proof.</summary>
    public MixedBody Mix(ShuffleWitness? witness = null, Func<Point[], Point[]>? change = null, ShuffleStatement? statement = null)
    {
        var about = statement ?? Statement;
        var secrets = witness ?? ShuffleWitness.Create(about, random);
        var work = new ShuffleWork(1, null, 0, default);
        var outputs = ShuffleProver.Mix(about, secrets, work);
        outputs = change?.Invoke(outputs) ?? outputs;
        var proof = ShuffleProver.Prove(about, outputs, secrets, new ShuffleNonces(about, random), work);
        return MixComposer.Body(about, outputs, proof);
    }

    /// <summary>The same statement with other members.</summary>
    public ShuffleStatement At(
        byte[]? manifest = null, int? size = null, byte[]? root = null, Point? key = null, int? contest = null, int? mix = null, int? trustee = null,
        IReadOnlyList<Point>? inputs = null) => new(
            Statement.Suite, manifest ?? Statement.ManifestHash.Span, size ?? Statement.Size, root ?? Statement.Root.Span, key ?? Statement.Key,
            contest ?? Statement.Contest, mix ?? Statement.Mix, trustee ?? Statement.Trustee, Statement.Slots, inputs ?? Statement.Inputs);

    /// <summary>A fresh encryption of a point under the trustees' key.</summary>
    public Point[] Encrypt(Point message)
    {
        var r = Statement.Suite.Group.RandomScalar(random);
        return [Statement.Suite.Group.Generator * r, (Statement.Key * r) + message];
    }
}
