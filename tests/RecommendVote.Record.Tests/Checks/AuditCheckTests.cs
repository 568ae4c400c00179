using System.Text;
using System.Text.Json;
using RecommendVote.Crypto;
using RecommendVote.Record.Reports;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>Audits before casting: what they open, what they never open, and what they leave as it was. The faults stand in the shared records.</summary>
public sealed class AuditCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>B2: the opening has the bits and their randomness, nothing else; no scalar of it is or gives the signature's nonce.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "F-B2")]
    public void B2_no_field_of_the_opening_determines_the_nonce(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Closed);
        foreach (var audit in sim.Record.Audits)
        {
            var entry = sim.Entries[audit.Index];
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(entry.Span));
            Assert.Equal(["b", "r"], json.RootElement.GetProperty("opening").EnumerateObject().Select(member => member.Name));
            Assert.True(BallotJson.TryReadAudited(sim.Plan.Suite, entry, out var audited, out _));
            var (ballot, group) = (audited!.Ballot, sim.Plan.Suite.Group);
            var secret = sim.Keys.Cards.First(card => card.PublicKey == audit.Card).Key.Secret;
            // k = s - e sk: whoever had it, or it up to sign, would have the card's key.
            var scalars = audited.Opening.Randomness.ToList();
            foreach (var scalar in scalars)
            {
                Assert.NotEqual(ballot.R, group.Generator * scalar);
                Assert.NotEqual(ballot.R, -(group.Generator * scalar));
                Assert.NotEqual(secret, scalar);
            }
            // Nor the sum of all of it, nor a difference of two.
            var sum = scalars.Aggregate((a, b) => a + b);
            Assert.NotEqual(ballot.R, group.Generator * sum);
            foreach (var (a, b) in scalars.Zip(scalars.Skip(1)))
                Assert.NotEqual(ballot.R, group.Generator * (a - b));
        }
        Assert.Equal(3, sim.Record.Audits.Count);
    }

    /// <summary>B8: an audit's signature serves no cast, also when the entry is dressed as one.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "F-B8")]
    public void B8_an_audited_ballot_cannot_be_cast(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot);
        var audit = sim.Record.Audits.Single();
        Assert.True(BallotJson.TryReadAudited(sim.Plan.Suite, sim.Entries[audit.Index], out var audited, out _));
        Gate.Refuses(sim, BallotJson.Write(audited!.Ballot), Check.V26, Codes.SignatureInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void An_audit_leaves_its_card_as_it_was_and_may_be_repeated(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot, 1);
        var (once, cast) = (sim.Keys.Card("B", 1).PublicKey, sim.Keys.Card("A", 0).PublicKey);
        Assert.Equal((CardStatus.Unused, null, 1), (sim.Record.FindCard(once)!.Status, sim.Record.FindCard(once)!.Tracker, sim.Record.FindCard(once)!.Audits));
        Assert.Equal(CardStatus.Received, sim.Record.FindCard(cast)!.Status);
        var forge = new Forge(sim, "B", 1, "again");
        for (var i = 0; i < 3; i++)
        {
            var bits = forge.Bits(ContestChoice.Of(i), ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0), ContestChoice.Of(1));
            Gate.Accepts(sim, BallotJson.Write(forge.Audited(forge.Witness(bits))));
        }
        Assert.Equal(4, sim.Record.FindCard(once)!.Audits);
        Assert.Equal(1, sim.Record.CountedBallots);
    }

    [Theory, MemberData(nameof(Suites))]
    public void The_receipt_of_an_audit_shows_it_in_the_log(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).Run();
        var (checkpoint, note) = (sim.Record.Checkpoint(), sim.SignCheckpoint().ToString());
        foreach (var audit in sim.Record.Audits)
        {
            var (receipt, leaf) = Receipt.MakeForAudit(sim.Record, audit.Tracker, checkpoint, note)!.Value;
            Assert.Equal(MerkleTree.LeafHash(sim.Plan.Suite, sim.Entries[audit.Index].Span), leaf.ToArray());
            Assert.Null(receipt.Fault(sim.Record.Manifest!, audit.Card, leaf));
            Assert.NotNull(receipt.Fault(sim.Record.Manifest!, audit.Card, new byte[32]));
        }
        Assert.Null(Receipt.MakeForAudit(sim.Record, new byte[32], checkpoint, note));
        Assert.Null(sim.Record.FindAudit(new byte[32]));
    }

    /// <summary>F-B12: challengers' cards do not count as handed out, and the audits made with them carry the chance.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "F-B12")]
    public void B12_challengers_cards_are_counted_apart(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).Run();
        Assert.Equal(4, sim.Record.Closed!.Counts[0].HandedOut);
        var summary = AuditSummary.Of(sim.Record);
        Assert.Equal((3, 1, 2), (summary.Total, summary.ChallengeCards, summary.ByChallengers));
        Assert.Equal([0.0199, 0.0975, 0.19, 0.36], summary.Detection.Select(item => Math.Round(item.Chance, 10)));
        // A challenger's card that somebody casts after all is no challenge card any more: the closing must leave it out (B12).
        var other = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Closed);
        var honest = other.Sign(other.Bodies.Closed());
        var forge = new Forge(other, "A", 3);
        other.Append(forge.Ballot(forge.Witness(forge.Bits(ContestChoice.Of(0), ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0)))));
        Assert.Equal(Check.V27, other.Record.Apply(honest).Refusal!.Check);
        Assert.Equal(Check.V27, other.Record.Apply(other.Sign(other.Bodies.Closed())).Refusal!.Check);
    }

    /// <summary>F-B17: the count of paper stands before the first decryption, or nowhere.</summary>
    [Theory, MemberData(nameof(Suites)), Trait("Attack", "F-B17")]
    public void B17_paper_is_counted_before_anything_is_decrypted(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.PaperCount);
        var paper = sim.Sign(sim.Bodies.PaperCount());
        sim.Skip();
        sim.RunUntil(EntryTypes.Decryption);
        Assert.Null(sim.Record.Validate(paper));
        sim.Advance();
        Gate.Refuses(sim, paper, Check.V03, Codes.EntryOutOfOrder);
        Assert.Null(sim.Record.PaperCount);
    }

    /// <summary>Recusal (回避): a class that may not vote on a person has no bit for it, and the person's counts come from the others.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void A_recused_class_has_no_say_in_that_contest(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).Run();
        var result = sim.Record.Result!;
        Assert.Equal(["B"], result.Contests[4].Groups.Single().Categories);
        Assert.Equal(3, result.Contests[4].Groups.Single().Ballots);
        var person = Assert.Single(JudgedPerson.Of(sim.Record.Contests!, result));
        Assert.Equal([null, "德"], person.Grades.Select(grade => grade.Contest.Dimension));
        Assert.All(person.Grades, grade => Assert.Equal((6, 6), (grade.Ballots, grade.Counts.Sum())));
        Assert.Equal((3, 3), (person.Vote!.Ballots, person.Vote.Counts.Sum() + person.Vote.Abstain));
    }
}
