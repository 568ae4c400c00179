using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>What a manifest may say, and the quorums that follow from it.</summary>
public sealed class ManifestBodyTests
{
    private readonly ManifestBody manifest = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Contests).Record.Manifest!;

    [Theory]
    [InlineData("trustees", 0, 3, 0)]
    [InlineData("trustees", 2, 3, 2)]
    [InlineData("witnessed", 0, 2, 1)]
    [InlineData("witnessed", 2, 2, 2)]
    public void Quorums_follow_the_kind_of_quorum(string kind, int witnesses, int trustees, int cosignatures)
    {
        Assert.Equal((3, 2), (manifest.Trustees.Count, manifest.Threshold));
        var other = manifest with { TallyQuorum = kind, WitnessQuorum = witnesses };
        Assert.Equal((trustees, cosignatures), (other.TallyQuorumSize, other.CosignaturesNeeded));
    }

    [Fact]
    public void The_marks_of_a_manifest_are_known_words_in_ascending_order()
    {
        bool Reads(params string[] marks) =>
            EntryBodies.TryDecode(null, EntryTypes.Manifest, (manifest with { Marks = marks }).ToBytes(), out _, out _);
        Assert.True(Reads() && Reads("demo") && Reads("practice") && Reads("demo", "practice", "simulated"));
        Assert.False(Reads("real") || Reads("practice", "demo") || Reads("demo", "demo") || Reads("demo", "real"));
    }

    [Fact]
    public void A_manifest_names_a_directory_and_tellers_only_where_it_has_them()
    {
        Assert.DoesNotContain("tellers", Encoding.UTF8.GetString(manifest.ToBytes()), StringComparison.Ordinal);
        var with = manifest with { Directory = Suite.P256.Hash("list"u8), Tellers = [manifest.Officers[0], manifest.Officers[0]] };
        Assert.True(EntryBodies.TryDecode(null, EntryTypes.Manifest, with.ToBytes(), out var read, out var fault), fault);
        var body = Assert.IsType<ManifestBody>(read);
        Assert.Equal((with.Directory, 2), (body.Directory, body.Tellers.Count));
    }

    [Theory]
    [InlineData("suite", "\"P256-SHA256\"", "\"P384-SHA384\"")]
    [InlineData("meeting", "\"small-meeting\"", "\"Small Meeting\"")]
    [InlineData("time", "T", " ")]
    public void A_manifest_with_a_word_of_a_wrong_form_is_refused(string member, string from, string to)
    {
        var text = Encoding.UTF8.GetString(manifest.ToBytes());
        var start = text.IndexOf($"\"{member}\":", StringComparison.Ordinal);
        var at = text.IndexOf(from, start, StringComparison.Ordinal);
        Assert.True(start > 0 && at > start, text);
        var changed = string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        Assert.True(EntryBodies.TryDecode(null, EntryTypes.Manifest, Encoding.UTF8.GetBytes(text), out _, out _));
        Assert.False(EntryBodies.TryDecode(null, EntryTypes.Manifest, Encoding.UTF8.GetBytes(changed), out _, out _));
    }
}
