using System.Buffers.Binary;
using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Log;

/// <summary>Cosignature lines of checkpoints: whose they are, over which text and time, and which are ignored.</summary>
public sealed class CosignatureTests
{
    private const long Time = 1_800_000_000;

    private static readonly Dictionary<string, Lazy<MeetingSimulation>> Meetings = new[] { Suite.P256, Suite.Sm2 }
        .ToDictionary(suite => suite.Name, suite => new Lazy<MeetingSimulation>(() => Plans.Simulate(Plans.Full(suite), "cosignatures").RunUntil(EntryTypes.Contests)));

    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void A_line_is_time_and_signature_over_the_text_with_the_time(string suite)
    {
        var sim = Meetings[suite].Value;
        var (manifest, checkpoint, scheme) = (sim.Record.Manifest!, sim.Record.Checkpoint(), sim.Plan.Suite.StaffSignatures);
        foreach (var officer in new[] { 1, 2 })
        {
            var key = new CosignatureKey(manifest, officer);
            Assert.Equal(("recommendvote/full-meeting/officer-" + officer, manifest.Officers[officer - 1].Key), (key.Name, key.PublicKey));
            byte[] type = suite == Suite.Sm2.Name ? [0xff, .. "RV1-SM2-SM3"u8] : [4];
            byte[] named = [.. Encoding.UTF8.GetBytes(key.Name), 0x0a, .. type, .. key.PublicKey.Span];
            Assert.Equal(System.Security.Cryptography.SHA256.HashData(named)[..4], key.Id.ToArray());
            foreach (var time in new[] { 0, 1, Time, (1L << 53) - 1 })
            {
                var line = key.Sign(checkpoint.Text, time, sim.Keys.Officers[officer - 1]);
                Assert.Equal((key.Name, key.Id, 72), (line.Name, line.KeyId, line.Signature.Length));
                Assert.Equal(time, BinaryPrimitives.ReadInt64BigEndian(line.Signature.Span));
                Assert.True(scheme.Verify(key.PublicKey, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{checkpoint.Text}"), line.Signature.Span[8..]));
                Assert.Equal(time, key.Verify(checkpoint.Text, line));
                Assert.True(Cosignatures.TryVerify(manifest, checkpoint, line.ToString(), out var read));
                Assert.Equal(new Cosignature(officer, time, line), read);
            }
        }
    }

    [Theory, MemberData(nameof(Suites))]
    public void No_time_before_1970_or_from_2_to_the_53_on_is_signed_or_accepted(string suite)
    {
        var sim = Meetings[suite].Value;
        var (manifest, checkpoint, pair) = (sim.Record.Manifest!, sim.Record.Checkpoint(), sim.Keys.Officer);
        var key = new CosignatureKey(manifest, 1);
        foreach (var time in new[] { -1, long.MinValue, 1L << 53, long.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("time", () => key.Sign(checkpoint.Text, time, pair));
            var stamp = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(stamp, time);
            // properly signed all the same
            var signature = sim.Plan.Suite.StaffSignatures.Sign(pair.PrivateKey.Span, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{checkpoint.Text}"));
            var line = new NoteSignature(key.Name, key.Id, (byte[])[.. stamp, .. signature]);
            Assert.Null(key.Verify(checkpoint.Text, line));
            Assert.False(Cosignatures.TryVerify(manifest, checkpoint, line.ToString(), out var refused));
            Assert.Null(refused);
        }
    }

    [Theory, MemberData(nameof(Suites))]
    public void Lines_of_others_or_over_others_are_not_accepted(string suite)
    {
        var sim = Meetings[suite].Value;
        var (manifest, checkpoint) = (sim.Record.Manifest!, sim.Record.Checkpoint());
        var key = new CosignatureKey(manifest, 1);
        var good = key.Sign(checkpoint.Text, Time, sim.Keys.Officer);
        var stamped = good.Signature.ToArray();
        stamped[7] ^= 1;
        List<NoteSignature> bad =
        [
            good with { Name = key.Name + "0" },
            good with { Name = "recommendvote/full-meeting/officer-2" },
            good with { KeyId = new byte[4] },
            good with { KeyId = new CosignatureKey(manifest, 2).Id },
            good with { Signature = stamped },
            good with { Signature = good.Signature.Slice(0, 71) },
            good with { Signature = (byte[])[.. good.Signature.Span, 0] },
            good with { Signature = good.Signature.Slice(0, 5) },
            good with { Signature = good.Signature.Slice(8, 64) },
            key.Sign(checkpoint.Text, Time, sim.Keys.Officers[1]),
            key.Sign((checkpoint with { Size = checkpoint.Size + 1 }).Text, Time, sim.Keys.Officer),
        ];
        foreach (var line in bad)
        {
            Assert.Null(key.Verify(checkpoint.Text, line));
            Assert.False(Cosignatures.TryVerify(manifest, checkpoint, line.ToString(), out var refused));
            Assert.Null(refused);
        }
        foreach (var text in new[] { null, "", "no line", good + "\n", " " + good })
            Assert.False(Cosignatures.TryVerify(manifest, checkpoint, text, out _));
    }

    [Theory, MemberData(nameof(Suites))]
    public void A_note_tells_its_valid_cosignatures_and_its_first_fault(string suite)
    {
        var sim = Meetings[suite].Value;
        var (manifest, checkpoint) = (sim.Record.Manifest!, sim.Record.Checkpoint());
        var note = checkpoint.Sign(sim.Plan.Suite, sim.Keys.Server);
        NoteSignature Line(int officer, long time) => new CosignatureKey(manifest, officer).Sign(checkpoint.Text, time, sim.Keys.Officers[officer - 1]);
        var (first, second) = (Line(1, Time), Line(2, Time + 1));
        var damaged = second with { Signature = (byte[])[.. second.Signature.Span[..^1], (byte)(second.Signature.Span[^1] ^ 1)] };
        void Gives(SignedNote from, string? fault, params NoteSignature[] valid)
        {
            var (found, said) = Cosignatures.Of(manifest, from);
            Assert.Equal(valid, found.Select(item => item.Line));
            Assert.Equal(valid.Select(line => (line.Name[^1] - '0', line == second ? Time + 1 : Time)), found.Select(item => (item.Officer, item.Time)));
            Assert.Equal(fault, said);
            Assert.Equal(found, Cosignatures.ValidOf(manifest, from.ToString()));
        }

        Gives(note, null);
        Gives(note.With(first), null, first);
        Gives(note.With(second, first), null, second, first);
        Gives(note.With(new NoteSignature("stranger", new byte[4], new byte[72]), first), null, first);
        Gives(note.With(first, Line(1, Time + 5), second), "two lines of officer-1", first, second);
        Gives(note.With(damaged, first), "line of officer-2", first);
        // the first fault is told, and a second line is not tried even where the first was no good
        Gives(note.With(damaged, first, Line(1, Time + 5), second), "line of officer-2", first);
        Gives(note.With(first, Line(1, Time + 5), damaged), "two lines of officer-1", first);
        Assert.Empty(Cosignatures.ValidOf(manifest, "no note"));
        Assert.Empty(Cosignatures.ValidOf(manifest, null));
    }
}
