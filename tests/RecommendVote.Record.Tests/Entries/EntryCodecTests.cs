using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Attacks;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>Entries of every type are read and written as the same bytes; what no entry may say is refused while it is decoded.</summary>
public sealed class EntryCodecTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void Every_type_is_read_and_written_as_the_same_bytes(string name)
    {
        Assert.True(Suite.TryParse(name, out var suite));
        Assert.Equal(EntryTypes.All.Order(StringComparer.Ordinal), CorpusWriter.EntryTypesOfAWholeMeeting.Order(StringComparer.Ordinal));
        foreach (var type in EntryTypes.All)
        {
            var bytes = System.IO.File.ReadAllBytes(Path.Combine(FuzzTests.Folder, "entry-" + type, name));
            Assert.True(EntryCodec.TryDecode(suite, bytes, out var decoded, out var refusal), type);
            Assert.Null(refusal);
            if (decoded is EnvelopeEntry envelope)
            {
                var body = envelope.Body.ToBytes();
                Assert.Equal(bytes, new UnsignedEntry(type, body).ToEntry([.. envelope.Signatures]));
                Assert.True(EntryCodec.TryReadBody(bytes, out var exact));
                Assert.Equal(body, exact.Span);
                Assert.False(EntryCodec.TryReadBody(bytes.AsSpan(1), out _));
            }
            if (type != EntryTypes.Manifest)
            {
                Assert.False(EntryCodec.TryDecode(null, bytes, out _, out var early));
                Assert.Equal((Codes.EntryOutOfOrder, Check.V03), (early.Code, early.Check));
            }
        }
    }

    /// <summary>What a signature of the staff covers: docs/spec/encodings.md.</summary>
    [Fact]
    public void Staff_sign_the_type_the_manifest_hash_and_the_body()
    {
        Bytes hash = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        byte[] cards = [.. "RV1-entry\0cards\0"u8, .. hash.Span, 7, 8];
        byte[] manifest = [.. "RV1-entry\0manifest\0"u8, .. new byte[32], 7, 8];
        Assert.Equal(cards, new UnsignedEntry("cards", new byte[] { 7, 8 }).StaffMessage(hash));
        Assert.Equal(manifest, new UnsignedEntry("manifest", new byte[] { 7, 8 }).StaffMessage(hash));
        Assert.Throws<ArgumentException>(() => new UnsignedEntry("cards", new byte[] { 7 }).StaffMessage(new byte[31]));
    }

    [Fact]
    public void The_bits_of_an_opening_are_0_and_1_and_its_texts_such_as_may_be_written_in()
    {
        SimulatedCast audit = new("A", 0, [WriteInPlans.WriteIn("张示例"), WriteInPlans.WriteIn("王示例")]);
        var sim = Plans.Simulate(WriteInPlans.Small(Suite.P256) with { Audits = [audit] }).RunUntil(EntryTypes.Closed);
        var entry = Encoding.UTF8.GetString(Assert.Single(sim.Entries, item => EntryCodec.PeekType(item) == EntryTypes.BallotAudited));
        bool Reads(string text) => EntryCodec.TryDecode(Suite.P256, Encoding.UTF8.GetBytes(text), out _, out _);
        Assert.True(Reads(entry));
        var at = entry.IndexOf("\"b\":\"", StringComparison.Ordinal) + 5;
        Assert.True(Bytes.TryParse(entry[at..entry.IndexOf('"', at)], out var bits));
        foreach (var value in new byte[] { 2, 255 })
        {
            Bytes other = (byte[])[value, .. bits.Span[1..]];
            Assert.False(Reads(entry.Replace(bits.ToString(), other.ToString(), StringComparison.Ordinal)));
        }
        foreach (var text in new[] { " 张示例", "张\\u0001例", "张.例", "一二三四五六七八九十百" })
            Assert.False(Reads(entry.Replace("\"张示例\"", $"\"{text}\"", StringComparison.Ordinal)), text);
    }

    [Fact]
    public void Paper_forms_may_name_people_who_are_on_no_list()
    {
        PaperContest[] contests = [new("P1", 3, 1, [1, 2], 0) { WriteIns = [new("张示例", 2)] }, new("P2", 3, 0, [3], null)];
        var body = new PaperCountBody { Nonce = new byte[16], Forms = [new("A", 5, 4, 1)], Contests = contests };
        Assert.True(EntryBodies.TryDecode(Suite.P256, EntryTypes.PaperCount, body.ToBytes(), out var read, out var fault), fault);
        Assert.Equal(body.ToBytes(), read.ToBytes());
        var written = Assert.IsType<PaperCountBody>(read).Contests;
        Assert.Equal(new PaperWriteIn("张示例", 2), Assert.Single(written[0].WriteIns!));
        Assert.Null(written[1].WriteIns);
    }

    [Fact]
    public void The_phase_of_a_decryption_is_read_from_its_first_member()
    {
        Assert.True(DecryptionBody.TryReadPhase("{\"phase\":2,"u8, out var phase));
        Assert.Equal(2, phase);
        foreach (var other in new[] { "", "\"phase\":2", "{\"size\":2", "{\"phase\":\"2\"" })
            Assert.False(DecryptionBody.TryReadPhase(Encoding.ASCII.GetBytes(other), out _), other);
    }

    [Fact]
    public void The_challengers_cards_of_a_closing_ascend_and_only_an_open_meeting_closes()
    {
        var sim = Plans.Simulate(Plans.Full(Suite.P256)).RunUntil(EntryTypes.Closed);
        var random = new SeededRandomSource("closing");
        Bytes[] cards = [.. Enumerable.Range(0, 4).Select(i => (Bytes)(Suite.P256.Group.Generator * Suite.P256.Group.FromInt(i + 2)).Encode())];
        var closed = BodyComposer.Closed(sim.Record, [], [], random, [.. cards, cards[0]]);
        Assert.Equal(cards.Order().Select(card => card.ToString()), closed.ChallengeCards.Select(card => card.ToString()));
        Assert.Empty(BodyComposer.Closed(sim.Record, [], [], random).ChallengeCards);
        sim.Run();
        Assert.Throws<InvalidOperationException>(() => BodyComposer.Closed(sim.Record, [], [], random));
    }
}
