using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Log;

/// <summary>The edges of what a note and a checkpoint may be: the longest and the shortest that are read, and what cannot be signed.</summary>
public sealed class NoteLimitsTests
{
    private static readonly StaffKeyPair Pair = Suite.P256.StaffSignatures.Generate(new SeededRandomSource("note"));

    [Fact]
    public void A_note_has_at_most_64_KiB()
    {
        var line = SignedNote.Sign(Suite.P256, "x\n", "log/a", Pair).ToString()["x\n\n".Length..];
        var longest = new string('x', SignedNote.MaxLength - Encoding.UTF8.GetByteCount(line) - 2) + "\n\n" + line;
        Assert.Equal(65536, Encoding.UTF8.GetByteCount(longest));
        Assert.True(SignedNote.TryParse(longest, out _));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(longest), out _));
        Assert.False(SignedNote.TryParse("x" + longest, out var refused));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("x" + longest), out _));
        Assert.Null(refused);
        // bytes count, not letters: this one is short enough as letters only
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("字" + longest[1..]), out _));
        Assert.False(SignedNote.TryParse((string?)null, out _));
    }

    [Fact]
    public void A_signature_line_has_a_key_id_a_signature_and_at_most_the_length_of_a_note()
    {
        string Line(int name, int bytes) => $"— {new string('a', name)} {Convert.ToBase64String(new byte[bytes])}";
        Assert.True(NoteSignature.TryParse(Line(1, 5), out var shortest));
        Assert.Equal((4, 1), (shortest.KeyId.Length, shortest.Signature.Length));
        Assert.False(NoteSignature.TryParse(Line(1, 4), out _));
        Assert.False(NoteSignature.TryParse(Line(0, 5), out _));
        Assert.True(NoteSignature.TryParse(Line(SignedNote.MaxLength - 11, 5), out var longest));
        Assert.Equal(SignedNote.MaxLength, longest.ToString().Length);
        Assert.False(NoteSignature.TryParse(Line(SignedNote.MaxLength - 10, 5), out _));
        Assert.False(NoteSignature.TryParse(null, out _));
    }

    /// <summary>One empty line is a text, and the shortest one.</summary>
    [Fact]
    public void The_shortest_note_is_read()
    {
        var note = SignedNote.Sign(Suite.P256, "\n", "a", Pair);
        Assert.True(SignedNote.TryParse(note.ToString(), out var read));
        Assert.Equal("\n", read.Text);
        Assert.True(read.IsSignedBy(new NoteKey(Suite.P256, "a", Pair.PublicKey.ToArray())));
    }

    [Theory]
    [InlineData("", "log/a")]
    [InlineData("line", "log/a")]
    [InlineData("li\uFFFDne\n", "log/a")]
    [InlineData("li\tne\n", "log/a")]
    [InlineData("line\n", "")]
    [InlineData("line\n", "log+a")]
    [InlineData("line\n", "log a")]
    public void What_is_no_note_is_not_signed(string text, string name) =>
        Assert.Throws<ArgumentException>(nameof(text), () => SignedNote.Sign(Suite.P256, text, name, Pair));

    /// <summary>Halves of letters do not survive in the data of a theory.</summary>
    [Fact]
    public void Half_a_letter_is_no_name_and_no_text()
    {
        foreach (var half in new[] { "log\uD83D", "lo\uD83Dg", "log\uDE00", "\uDE00log", "l\uDE00\uD83Dg", "😀\uD83D", "a😀\uD83D" })
        {
            Assert.Throws<ArgumentException>("text", () => SignedNote.Sign(Suite.P256, "line\n", half, Pair));
            Assert.Throws<ArgumentException>("text", () => SignedNote.Sign(Suite.P256, half + "\n", "log", Pair));
        }
    }

    [Theory]
    [InlineData("会议😀记录\n", "log/a")]
    [InlineData("😀\n", "log/a")]
    [InlineData("a😀😀\n", "log/a")]
    [InlineData("line\n", "log/😀")]
    [InlineData("line\n", "😀a")]
    public void Letters_outside_the_basic_plane_are_letters(string text, string name)
    {
        var note = SignedNote.Sign(Suite.P256, text, name, Pair).ToString();
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var read));
        Assert.Equal(text, read.Text);
        Assert.True(read.IsSignedBy(new NoteKey(Suite.P256, name, Pair.PublicKey.ToArray())));
    }

    [Fact]
    public void Lines_are_added_once_and_up_to_a_hundred()
    {
        var note = SignedNote.Sign(Suite.P256, "line\n", "log/a", Pair);
        NoteSignature Other(int i) => new($"w{i}", new byte[4], new byte[64]);
        Assert.Equal(["log/a", "w1", "w2"], note.With(Other(1), Other(2), Other(1)).With(note.Signatures).Signatures.Select(line => line.Name));
        Assert.Equal(["w2"], note.With(Other(1), Other(2)).Only(line => line.Name == "w2").Signatures.Select(line => line.Name));
        var full = note.With(Enumerable.Range(0, 99).Select(Other));
        Assert.Equal(100, full.Signatures.Count);
        Assert.True(SignedNote.TryParse(full.ToString(), out var read));
        Assert.Equal(full.ToString(), read.ToString());
        Assert.Throws<ArgumentException>("lines", () => full.With(Other(100)));
        Assert.False(SignedNote.TryParse(full.ToString() + Other(100) + "\n", out _));
    }

    [Fact]
    public void A_checkpoint_has_three_lines_and_a_size_that_fits()
    {
        var root = Convert.ToBase64String(new byte[32]);
        Assert.True(Checkpoint.TryParse($"a\n0\n{root}\n", out var empty));
        Assert.Equal(new Checkpoint("a", 0, new byte[32]), empty);
        Assert.True(Checkpoint.TryParse($"a\n2147483647\n{root}\n", out var largest));
        Assert.Equal(int.MaxValue, largest.Size);
        string?[] bad =
        [
            null, "", "a", "a\n", "\n", "a\n0", $"a\n0\n{root}", $"a\n0\n{root}\n\n", $"a\n0\n{root}\nx\n", $"\n0\n{root}\n", $"a\n\n{root}\n", $"a\n2147483648\n{root}\n",
            $"a\n00000000000\n{root}\n", $"a\n00\n{root}\n", $"a\n1x\n{root}\n", $"a\n+1\n{root}\n", $"a\n1\n{Convert.ToBase64String(new byte[31])}\n",
            $"a\n1\n{Convert.ToBase64String(new byte[33])}\n", $"a\n1\n{Convert.ToBase64String(new byte[48])}\n", $"a\n1\n{Convert.ToBase64String(new byte[60])}\n",
            $"a\n1\n{root[..^1]}\n", $"a\n1\n{root[..^2]}B=\n", $"a\n1\n {root}\n",
        ];
        foreach (var text in bad)
        {
            Assert.False(Checkpoint.TryParse(text, out var refused), text);
            Assert.Null(refused);
        }
    }
}
