using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V36 and V37, and what mixes change in the order of entries.</summary>
public sealed class MixCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>A37: a mixer twice, out of order, over another tree, for a contest that needs none, of another size.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A37")]
    public void V36_a_mix_stands_where_it_may(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Mixed, 1);
        var honest = sim.Bodies.Mixed(2, 0);
        var forge = new MixForge(sim, 2);
        Bytes point = sim.Plan.Suite.Group.Generator.Encode();
        MixedBody[] faults =
        [
            new MixForge(sim, 1).Mix(),
            honest with { Mix = 1 },
            forge.Mix(statement: forge.At(mix: 3)),
            forge.Mix(statement: forge.At(contest: 2)),
            forge.Mix(statement: forge.At(size: sim.Record.Size, root: sim.Record.Tree!.Root().ToArray())),
            forge.Mix(statement: forge.At(root: new byte[32])),
            forge.Mix(statement: forge.At(inputs: [.. forge.Statement.Inputs.Skip(4)])),
            forge.Mix(statement: forge.At(inputs: [.. forge.Statement.Inputs, .. forge.Statement.Inputs.Take(4)])),
            honest with { C = Points(honest.C.Skip(1)) },
            honest with { CHat = Points(honest.CHat.Append(point)) },
            honest with { THat = Points([]) },
            honest with { T4 = Points(honest.T4.Skip(1)) },
            honest with { S4 = Scalars(honest.S4.Skip(1)) },
            honest with { SHat = Scalars(honest.SHat.Append(new byte[32])) },
            honest with { SPrime = Scalars([]) },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V36, Codes.MixDiffers, goesOn: false);
        sim.Append(sim.Sign(honest));
        sim.Skip();
        Gate.Refuses(sim, sim.Sign(honest), Check.V36, Codes.MixDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(honest with { Trustee = 3, Mix = 3 }), Check.V36, Codes.MixDiffers);
    }

    /// <summary>
    /// A36 to A38, A40 and B7: the mixer replaces, copies or exchanges tuples or parts of them, takes other inputs, moves a proof, or changes a
    /// value of it. All of them prove with an honest program whatever can be proved.
    /// </summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A37")]
    [Trait("Attack", "A38")]
    public void V37_what_is_no_shuffle_is_refused(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Mixed, 2);
        var forge = new MixForge(sim, 1, contest: 1);
        Assert.Equal((2, 6), (forge.Statement.Slots, forge.Statement.Tuples));
        var group = sim.Plan.Suite.Group;
        Assert.True(WriteInText.TryEncode(sim.Plan.Suite, "钱示例", out var name));
        var twice = forge.Witness();
        twice.Order[0] = twice.Order[1];
        var honest = forge.Mix();
        var other = forge.Mix();
        MixedBody[] faults =
        [
            forge.Mix(twice),
            forge.Mix(change: o => [.. o.Take(8), .. o.Take(8), .. o.Skip(16)]),
            forge.Mix(change: o => [.. o.Take(2), .. forge.Encrypt(name), .. o.Skip(4)]),
            forge.Mix(change: o => [.. forge.Encrypt(group.Generator), .. o.Skip(2)]),
            // text of one tuple with the used bit of another
            forge.Mix(change: o => [.. o[..2], .. o[10..12], .. o[4..10], .. o[2..4], .. o[12..]]),
            // slots of one tuple exchanged
            forge.Mix(change: o => [.. o[4..8], .. o[..4], .. o[8..]]),
            forge.Mix(statement: forge.At(inputs: [.. forge.Statement.Inputs.Skip(8), .. forge.Statement.Inputs.Take(8)])),
            forge.Mix(statement: forge.At(inputs: [forge.Statement.Inputs[0] + group.Generator, .. forge.Statement.Inputs.Skip(1)])),
            forge.Mix(statement: forge.At(key: group.Generator)),
            forge.Mix(statement: forge.At(manifest: new byte[32])),
            forge.Mix(statement: forge.At(trustee: 2)) with { Trustee = 1 },
            forge.Mix(statement: forge.At(mix: 2)) with { Mix = 1 },
            forge.Mix(statement: forge.At(contest: 0)) with { Contest = 1 },
            forge.Mix(statement: forge.At(size: 1)) with { Size = honest.Size },
            honest with { Outputs = other.Outputs },
            honest with { C = other.C },
            honest with { CHat = other.CHat },
            honest with { T1 = other.T1 },
            honest with { T2 = other.T2 },
            honest with { T3 = other.T3 },
            honest with { T4 = other.T4 },
            honest with { THat = other.THat },
            honest with { S1 = new byte[32] },
            honest with { S2 = new byte[32] },
            honest with { S3 = new byte[32] },
            honest with { S4 = other.S4 },
            honest with { SHat = other.SHat },
            honest with { SPrime = other.SPrime },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V37, Codes.MixInvalid, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V37, Codes.MixInvalid);
    }

    [Fact]
    public void V03_mixes_come_after_the_close_and_before_tally_ready()
    {
        var sim = WriteInPlans.Until(Suite.P256.Name, EntryTypes.Mixed, 3);
        var last = sim.Bodies.Mixed(2, 1);
        var (size, root) = sim.Record.AfterClosed!.Value;
        var early = new TallyReadyBody { Trustee = 1, Size = size, Root = root };
        Gate.Refuses(sim, sim.Sign(early), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        Gate.Refuses(sim, sim.Sign(early with { Size = sim.Record.Size, Root = sim.Record.Tree!.Root() }), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        sim.Advance();
        Gate.Refuses(sim, sim.Sign(last with { Trustee = 3 }), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        Gate.Refuses(sim, sim.Sign(early), Check.V28, Codes.TallyReadyDiffers, goesOn: false);
        sim.Advance();
        Gate.Refuses(sim, sim.Sign(last), Check.V03, Codes.EntryOutOfOrder);
        var plain = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.TallyReady);
        Gate.Refuses(plain, plain.Sign(last), Check.V03, Codes.EntryOutOfOrder);
        var open = WriteInPlans.Until(Suite.P256.Name, EntryTypes.Closed);
        Gate.Refuses(open, open.Sign(last), Check.V03, Codes.EntryOutOfOrder);
    }

    /// <summary>Contests are mixed in any order, by any t trustees.</summary>
    [Fact]
    public void Mixes_of_different_contests_may_alternate()
    {
        var sim = WriteInPlans.Until(Suite.Sm2.Name, EntryTypes.Mixed);
        foreach (var (trustee, contest) in new[] { (3, 1), (3, 0), (1, 0), (2, 1) })
        {
            sim.Append(sim.Sign(sim.Bodies.Mixed(trustee, contest)));
            sim.Skip();
        }
        sim.Run();
        Assert.True(Gate.Verify(Gate.Zip(sim)).AllHold);
        Assert.Equal([new WriteInCount("张示例", 2)], sim.Record.Result!.Contests[0].WriteIns!.Texts);
    }

    private static BytesVector Points(IEnumerable<Bytes> points) => BytesVector.Join(points, Point.Length);

    private static BytesVector Scalars(IEnumerable<Bytes> scalars) => BytesVector.Join(scalars, Scalar.Length);
}
