using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Log;

/// <summary>A50 and the checkpoint: a note has one form, and only the server's own key makes it a checkpoint.</summary>
public sealed class SignedNoteTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    private static (SignedNote Note, NoteKey Key, StaffKeyPair Pair) Make(Suite suite, string text = "line\n")
    {
        var pair = suite.StaffSignatures.Generate(new SeededRandomSource("note"));
        return (SignedNote.Sign(suite, text, "log/a", pair), new NoteKey(suite, "log/a", pair.PublicKey.ToArray()), pair);
    }

    [Theory, MemberData(nameof(Suites))]
    public void A_note_round_trips_and_its_text_is_what_is_signed(string suite)
    {
        var (note, key, _) = Make(Plans.SuiteOf(suite));
        Assert.True(SignedNote.TryParse(note.ToString(), out var read));
        Assert.True(read.IsSignedBy(key));
        Assert.Equal(note.ToString(), read.ToString());
        Assert.True(SignedNote.TryParse(note.ToString().Replace("line", "lane", StringComparison.Ordinal), out var changed));
        Assert.False(changed.IsSignedBy(key));
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A50")]
    public void Other_keys_are_ignored_and_a_bad_line_of_a_known_key_is_not(string suite)
    {
        var (note, key, _) = Make(Plans.SuiteOf(suite));
        var line = note.ToString()[6..];
        var unknown = "— other " + Convert.ToBase64String(new byte[68]) + "\n";
        var forged = "— log/a " + Convert.ToBase64String([.. key.Id.Span, .. new byte[64]]) + "\n";
        var otherName = line.Replace("log/a", "log/b", StringComparison.Ordinal);
        bool Signed(string lines) => SignedNote.TryParse("line\n\n" + lines, out var parsed) && parsed.IsSignedBy(key);
        Assert.True(Signed(line));
        Assert.True(Signed(unknown + line));
        Assert.True(Signed(line + string.Concat(Enumerable.Repeat(unknown, 63))));
        Assert.False(Signed(unknown));
        Assert.False(Signed(otherName));
        Assert.False(Signed(forged));
        Assert.False(Signed(forged + line));
        Assert.False(Signed(line + line));
        Assert.False(Signed(line + string.Concat(Enumerable.Repeat(unknown, 100))));
    }

    [Fact]
    [Trait("Attack", "A50")]
    public void Malformed_notes_are_refused()
    {
        var good = Make(Suite.P256).Note.ToString();
        string[] bad =
        [
            "", "\n", "\n\n", "line\n", "line\n\n", good[..^1], good + "\n", good + "x", good.Replace("\n", "\r\n", StringComparison.Ordinal),
            good.Replace("— ", "- ", StringComparison.Ordinal), good.Replace("— ", "—", StringComparison.Ordinal), good.Replace("log/a ", "log/a  ", StringComparison.Ordinal),
            good.Replace("log/a", "log a", StringComparison.Ordinal), good.Replace("log/a", "log\u00a0a", StringComparison.Ordinal),
            good.Replace("log/a", "log+a", StringComparison.Ordinal), good.Replace("log/a", "", StringComparison.Ordinal),
            good.Replace("=\n", "\n", StringComparison.Ordinal), good.Replace("line", "li\tne", StringComparison.Ordinal),
            good.Replace("line", "li\u0000ne", StringComparison.Ordinal), "line\n\n— log/a AAAA\n",
        ];
        foreach (var note in bad)
            Assert.False(SignedNote.TryParse(note, out _), note);
        Assert.False(SignedNote.TryParse((byte[])[0xff, .. Encoding.UTF8.GetBytes(good)], out _));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(good), out _));
    }

    /// <summary>The first four bytes of SHA-256 over name, line feed, type and key; type 01 for Ed25519, ff and our own identifier for SM2.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A50")]
    public void A_key_has_the_id_of_its_name_its_type_and_its_bytes(string suite)
    {
        var (note, key, pair) = Make(Plans.SuiteOf(suite));
        byte[] type = suite == Suite.Sm2.Name ? [0xff, .. "RV1-SM2-SM3"u8] : [1];
        byte[] named = [.. Encoding.UTF8.GetBytes("log/a"), 0x0a, .. type, .. pair.PublicKey.Span];
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(named)[..4], key.Id.ToArray());
        Assert.Equal(("log/a", key.Id), (note.Signatures[0].Name, note.Signatures[0].KeyId));
        Assert.Equal(("log/a", new Bytes(pair.PublicKey)), (key.Name, key.PublicKey));
    }

    /// <summary>The published example key of Go's note package (golang.org/x/mod/sumdb/note, doc example "PeterNeumann").</summary>
    [Fact]
    [Trait("Attack", "A50")]
    public void The_published_example_of_an_ed25519_note_verifies()
    {
        var blob = Convert.FromBase64String("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var key = new NoteKey(Suite.P256, "PeterNeumann", blob[1..]);
        Assert.Equal("c74f20a3", Convert.ToHexStringLower(key.Id));
        const string text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        const string note = text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        Assert.True(SignedNote.TryParse(note, out var parsed));
        Assert.True(parsed.IsSignedBy(key));
    }

    [Theory, MemberData(nameof(Suites))]
    public void V05_a_checkpoint_is_the_servers_for_this_meeting(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot);
        var manifest = sim.Record.Manifest!;
        var good = sim.Record.Checkpoint();
        Assert.True(Checkpoint.TryVerify(manifest, good.Sign(sim.Plan.Suite, sim.Keys.Server).ToString(), out var read));
        Assert.Equal(good, read);
        string[] bad =
        [
            good.Sign(sim.Plan.Suite, sim.Keys.Organizer).ToString(),
            (good with { Origin = "recommendvote/other-meeting" }).Sign(sim.Plan.Suite, sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, good.Text, "recommendvote/other-meeting", sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, good.Text + "extension\n", good.Origin, sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, good.Text.Replace("\n" + good.Size, "\n0" + good.Size, StringComparison.Ordinal), good.Origin, sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, good.Text.Replace("\n" + good.Size, "\n-1", StringComparison.Ordinal), good.Origin, sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, $"{good.Origin}\n{good.Size}\nAAAA\n", good.Origin, sim.Keys.Server).ToString(),
            good.Text, "",
        ];
        foreach (var note in bad)
            Assert.False(Checkpoint.TryVerify(manifest, note, out _), note);
    }
}
