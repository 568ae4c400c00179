using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Tool.Input;

namespace RecommendVote.Tool.Tests;

/// <summary><c>rv verify --receipt</c>: what a voter was promised against what the record holds.</summary>
public sealed class ReceiptTests(GoldenRecords records)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Golden => records.Of("P256-SHA256");

    [Fact]
    public async Task A_receipt_of_the_record_was_counted_however_the_phone_saved_it()
    {
        var (record, entries, note) = Replay(Golden);
        var receipt = ReceiptAt(record, entries, note, IndexOfBallot(entries, 5));
        var compact = Encoding.UTF8.GetString(receipt.ToBytes());
        foreach (var saved in new[] { compact, "{\n  \"receipt\": " + compact.Replace(",\"", ",\n \"", StringComparison.Ordinal) + ",\n  \"leaf\": \"\" }\n" })
        {
            var run = await Verify(Golden, saved);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("was counted", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_replaced_ballot_is_said_to_be_replaced()
    {
        var (record, entries, note) = Replay(Golden);
        var replaced = Enumerable.Range(0, record.BallotEntries).Select(number => ReceiptAt(record, entries, note, IndexOfBallot(entries, number)))
            .Single(receipt => record.FindCard(receipt.Card)!.Tracker != receipt.Tracker);
        var run = await Verify(Golden, Encoding.UTF8.GetString(replaced.ToBytes()));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("replaced by a later ballot", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Attack", "A42")]
    [Trait("Attack", "A48")]
    public async Task A_promise_that_the_record_does_not_keep_is_evidence()
    {
        var (record, entries, note) = Replay(Golden);
        var receipt = ReceiptAt(record, entries, note, IndexOfBallot(entries, 5));
        foreach (var broken in new[] { receipt with { Index = receipt.Index + 1 }, receipt with { Size = receipt.Size - 1 } })
            Assert.Equal(1, (await Verify(Golden, Encoding.UTF8.GetString(broken.ToBytes()))).ExitCode);
        var elsewhere = await Verify(records.Of("SM2-SM3"), Encoding.UTF8.GetString(receipt.ToBytes()));
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains("receipt:", elsewhere.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"receipt\":[1]}")]
    public async Task What_is_no_receipt_cannot_be_compared(string text) => Assert.Equal(2, (await Verify(Golden, text)).ExitCode);

    private static async Task<Rv.Outcome> Verify(string record, string receipt)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("receipt.json"), receipt, Token);
        return await Rv.RunAsync("verify", record, "--receipt", folder.File("receipt.json"));
    }

    private static (MeetingRecord Record, IReadOnlyList<Bytes> Entries, string Note) Replay(string path)
    {
        var (entries, note) = RecordInput.Read(path);
        var (record, refusal) = RecordReplay.Run(entries.Select(entry => entry.Memory), SystemRandomSource.Instance);
        Assert.Null(refusal);
        return (record, entries, note);
    }

    private static int IndexOfBallot(IReadOnlyList<Bytes> entries, int number) =>
        Enumerable.Range(0, entries.Count).Where(i => EntryCodec.PeekType(entries[i]) == EntryTypes.Ballot).ElementAt(number);

    private static Receipt ReceiptAt(MeetingRecord record, IReadOnlyList<Bytes> entries, string note, int index)
    {
        Assert.True(EntryCodec.TryDecode(record.Manifest!.Suite, entries[index], out var decoded, out _));
        var ballot = Assert.IsType<BallotEntry>(decoded).Ballot;
        Bytes card = ballot.Card.Encode();
        return new Receipt
        {
            Meeting = record.Manifest.Meeting,
            Card = card,
            Tracker = BallotVerifier.ComputeTracker(record.Open!.ClassOf(card)!.Statement, ballot)!,
            Index = index,
            Size = record.Size,
            Proof = record.Tree!.InclusionProof(index, record.Size),
            Checkpoint = note,
        };
    }
}
