using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Log;

/// <summary>Receipts and membership in the counted set (B10, B11).</summary>
public sealed class ReceiptTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A48")]
    [Trait("Attack", "F-B11")]
    public void A_receipt_verifies_with_its_card_alone(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot, 3);
        var (card, other) = (sim.Keys.Card("A", 0).PublicKey, sim.Keys.Card("B", 0).PublicKey);
        var manifest = sim.Record.Manifest!;
        var checkpoint = sim.Record.Checkpoint();
        var note = sim.SignCheckpoint().ToString();
        var (receipt, leaf) = Receipt.Make(sim.Record, card, checkpoint, note)!.Value;
        Assert.Null(receipt.Fault(manifest, card, leaf));
        Assert.True(Receipt.TryRead(receipt.ToBytes(), out var read));
        Assert.Equal(receipt.ToBytes(), read!.ToBytes());
        Assert.Null(read.Fault(manifest, card, leaf));
        Assert.Equal(leaf, new Bytes(MerkleTree.LeafHash(sim.Plan.Suite, sim.Entries[receipt.Index])));

        Assert.Equal("another card", receipt.Fault(manifest, other, leaf));
        Assert.NotNull(receipt.Fault(manifest, card, new byte[32]));
        Assert.NotNull((receipt with { Index = receipt.Index + 1 }).Fault(manifest, card, leaf));
        Assert.NotNull((receipt with { Size = receipt.Size - 1 }).Fault(manifest, card, leaf));
        Assert.NotNull((receipt with { Proof = [] }).Fault(manifest, card, leaf));
        Assert.NotNull((receipt with { Meeting = "other-meeting" }).Fault(manifest, card, leaf));
        Assert.NotNull((receipt with { Checkpoint = checkpoint.Sign(sim.Plan.Suite, sim.Keys.Issuer).ToString() }).Fault(manifest, card, leaf));
        Assert.Null(Receipt.Make(sim.Record, sim.Keys.Card("B", 3).PublicKey, checkpoint, note));
        Assert.Null(Receipt.Make(sim.Record, card, checkpoint with { Size = receipt.Index }, note));
        Assert.False(Receipt.TryRead([.. receipt.ToBytes(), (byte)' '], out _));
    }

    /// <summary>A ballot and an audit have a receipt from the checkpoint on that holds them, and none under one that the record has not reached.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void A_receipt_is_made_under_every_checkpoint_from_its_entry_to_the_end_of_the_record(string suite)
    {
        var sim = Plans.Simulate(Plans.Full(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot, 3);
        var manifest = sim.Record.Manifest!;
        var (card, audit) = (sim.Keys.Card("A", 0).PublicKey, sim.Record.Audits[0]);
        var ballot = sim.Record.FindCard(card)!.Index!.Value;
        Assert.True(Math.Max(ballot, audit.Index) + 2 < sim.Record.Size);
        for (var size = 1; size <= sim.Record.Size + 2; size++)
        {
            var checkpoint = new Checkpoint(Checkpoint.OriginOf(manifest.Meeting), size, size <= sim.Record.Size ? sim.Record.Tree!.Root(size) : new byte[32]);
            var note = checkpoint.Sign(sim.Plan.Suite, sim.Keys.Server).ToString();
            foreach (var (index, holder, made) in new[]
            {
                (ballot, card, Receipt.Make(sim.Record, card, checkpoint, note)),
                (audit.Index, audit.Card, Receipt.MakeForAudit(sim.Record, audit.Tracker, checkpoint, note)),
            })
            {
                Assert.Equal(index < size && size <= sim.Record.Size, made is not null);
                if (made is not { } found)
                    continue;
                Assert.Equal((index, size), (found.Receipt.Index, found.Receipt.Size));
                Assert.Null(found.Receipt.Fault(manifest, holder, found.Leaf));
            }
        }
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B10")]
    public void After_closing_every_counted_card_is_in_the_counted_set_and_a_replaced_ballot_is_not(string suite)
    {
        var plan = Plans.Small(Plans.SuiteOf(suite)) with { Revoting = true };
        plan = plan with { Casts = [.. plan.Casts, plan.Casts[0]] };
        var sim = Plans.Simulate(plan).RunUntil(EntryTypes.Ballot, 6);
        var card = sim.Keys.Card("A", 0).PublicKey;
        var replaced = sim.Record.FindCard(card)!.Tracker!.Value;
        Assert.Null(CountedProof.Make(sim.Record, card));
        sim.Run();
        var closed = sim.Record.Closed!;
        foreach (var used in plan.Casts.Select(cast => sim.Keys.Card(cast.Class, cast.Card).PublicKey))
        {
            var proof = CountedProof.Make(sim.Record, used)!;
            Assert.True(proof.Verify(plan.Suite, closed));
            Assert.False((proof with { Tracker = replaced }).Verify(plan.Suite, closed));
            Assert.False((proof with { Size = proof.Size + 1 }).Verify(plan.Suite, closed));
            Assert.False(proof.Verify(plan.Suite, closed with { CountedRoot = new byte[32] }));
        }
        Assert.Null(CountedProof.Make(sim.Record, sim.Keys.Card("B", 3).PublicKey));
    }
}
