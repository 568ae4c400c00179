using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V15 to V17: cards, voided cards and the opening.</summary>
public sealed class CardsCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    private static MeetingSimulation Until(string suite, string type, int skip = 0) =>
        Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(type, skip);

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B9")]
    public void V15_cards(string suite)
    {
        var sim = Until(suite, EntryTypes.Cards, 1);
        var honest = sim.Bodies.Cards(sim.Plan.Classes[1]);
        var cards = honest.Cards.ToList();
        CardsBody[] faults =
        [
            honest with { Category = "Z" },
            honest with { Contests = [] },
            honest with { Contests = ["P1", "P1"] },
            honest with { Cards = Points([]) },
            honest with { Cards = Points([cards[1], cards[0], cards[2], cards[3]]) },
            honest with { Cards = Points([cards[0], cards[0], cards[1], cards[2]]) },
            // B9: a card of class A once more, a trustee's key, the joint key, a share key.
            WithCard(honest, sim.Keys.Card("A", 0).PublicKey),
            WithCard(honest, sim.Keys.Trustees[0].PublicKey.Encode()),
            WithCard(honest, sim.Record.JointKey!.Encode()),
            WithCard(honest, sim.Record.Ceremony!.ShareKeys[2].Encode()),
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V15, Codes.CardsRule, goesOn: false);
        if (ReferenceEquals(sim.Plan.Suite, Suite.Sm2))
            Gate.Refuses(sim, sim.Sign(WithCard(honest, sim.Keys.Organizer.PublicKey.ToArray())), Check.V15, Codes.CardsRule, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V15, Codes.CardsRule);
    }

    /// <summary>B23: a class of few ties ballots to people; it needs the manifest's acknowledgement.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A62")]
    [Trait("Attack", "F-B23")]
    public void V15_a_small_class_must_be_acknowledged(string suite)
    {
        var plan = Plans.Small(Plans.SuiteOf(suite)) with { MinGroupSize = 4, AllowSmall = true };
        var sim = Plans.Simulate(plan).RunUntil(EntryTypes.Cards);
        Gate.Refuses(sim, sim.Sign(sim.Bodies.Cards(plan.Classes[0])), Check.V15, Codes.ClassTooSmall, goesOn: false);
        Plans.Simulate(plan with { AcknowledgedSmallClass = true }).Run();
    }

    /// <summary>Cards may be logged before the ceremony ends; a share key among them then stops the opening.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B9")]
    public void V15_no_card_is_a_key_that_the_ceremony_makes_later(string suite)
    {
        var sim = Until(suite, EntryTypes.TrusteeCommit);
        var shareKey = TrusteeKeys.ShareKey(sim.Plan.Suite, [.. sim.Keys.Polynomials.Select(p => p.Commitments)], 1);
        sim.Append(sim.Sign(WithCard(sim.Bodies.Cards(sim.Plan.Classes[0]), shareKey.Encode())));
        sim.RunUntil(EntryTypes.Cards);
        sim.Skip();
        sim.RunUntil(EntryTypes.Opened);
        Gate.Refuses(sim, sim.Sign(sim.Bodies.Opened()), Check.V15, Codes.CardsRule, goesOn: false);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V16_voided_cards(string suite)
    {
        var sim = Until(suite, EntryTypes.Ballot, 1);
        var voided = sim.Keys.Card("B", 3).PublicKey;
        var used = sim.Keys.Card("A", 0).PublicKey;
        var unused = new[] { sim.Keys.Card("A", 1).PublicKey, sim.Keys.Card("A", 2).PublicKey }.Order().ToList();
        Bytes stranger = sim.Plan.Suite.Group.Generator.Encode();
        foreach (var cards in new IEnumerable<Bytes>[] { [voided], [used], [stranger], [unused[1], unused[0]], [unused[0], unused[0]], new[] { used, unused[0] }.Order() })
            Gate.Refuses(sim, sim.Sign(Voided(sim, cards)), Check.V16, Codes.VoidedRule, goesOn: false);
        Gate.Refuses(sim, sim.Sign(Voided(sim, [used])), Check.V16, Codes.VoidedRule);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B5")]
    public void V17_the_opening(string suite)
    {
        var sim = Until(suite, EntryTypes.Opened);
        var honest = sim.Bodies.Opened();
        var (a, b) = (honest.Attendance[0], honest.Attendance[1]);
        Bytes generator = sim.Plan.Suite.Group.Generator.Encode();
        OpenedBody[] faults =
        [
            honest with { H = generator },
            honest with { H = sim.Record.Ceremony!.ShareKeys[0].Encode() },
            honest with { Contests = new byte[32] },
            honest with { Contests = sim.Record.ManifestHash },
            honest with { Size = honest.Size - 1, Root = sim.Record.Tree!.Root(honest.Size - 1) },
            honest with { Root = new byte[32] },
            honest with { Attendance = [a] },
            honest with { Attendance = [b, a] },
            honest with { Attendance = [a, b, b with { Category = "C" }] },
            honest with { Attendance = [a, b with { Present = b.Expected + 1 }] },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V17, Codes.OpenedDiffers, goesOn: false);
        // 4 of 7 present where two thirds are needed.
        Gate.Refuses(sim, sim.Sign(honest with { Attendance = [a with { Present = 1 }, b with { Present = 3 }] }), Check.V17, Codes.QuorumNotMet, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V17, Codes.OpenedDiffers);
    }

    [Fact]
    public void V17_five_of_seven_is_two_thirds_and_the_sum_cannot_overflow()
    {
        var sim = Until(Suite.P256.Name, EntryTypes.Opened);
        var honest = sim.Bodies.Opened();
        var (a, b) = (honest.Attendance[0], honest.Attendance[1]);
        Assert.Null(sim.Record.Validate(sim.Sign(honest with { Attendance = [a with { Present = 1 }, b] })));
        var huge = honest with { Attendance = [a with { Expected = int.MaxValue, Present = 0 }, b with { Expected = int.MaxValue, Present = int.MaxValue }] };
        Assert.Equal(Codes.QuorumNotMet, sim.Record.Validate(sim.Sign(huge))!.Code);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A17")]
    public void V17_contests_of_a_class_exist_in_order(string suite)
    {
        foreach (var contests in new[] { new[] { "P9" }, ["P2", "P1"] })
        {
            var sim = Until(suite, EntryTypes.Cards);
            sim.Append(sim.Sign(sim.Bodies.Cards(sim.Plan.Classes[0]) with { Contests = contests }));
            sim.Skip();
            sim.RunUntil(EntryTypes.Opened);
            Gate.Refuses(sim, sim.Sign(sim.Bodies.Opened()), Check.V17, Codes.OpenedDiffers, goesOn: false);
        }
    }

    private static CardsVoidedBody Voided(MeetingSimulation sim, IEnumerable<Bytes> cards) =>
        sim.Bodies.Voided() with { Reason = "spoilt", Cards = Points(cards) };

    private static CardsBody WithCard(CardsBody body, Bytes card) => body with { Cards = Points(body.Cards.Skip(1).Append(card).Order()) };

    private static BytesVector Points(IEnumerable<Bytes> points) => BytesVector.Join(points, Point.Length);
}
