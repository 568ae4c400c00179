using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>The codec of entries under byte mutations, each type by itself and all together; see <see cref="FuzzTests"/>.</summary>
public sealed class EntryFuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Types => [.. CorpusWriter.EntryTypesOfAWholeMeeting.Where(type => FuzzTests.Chosen("entry-" + type))];

    public static TheoryData<string> Together => [.. new[] { "entries" }.Where(FuzzTests.Chosen)];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Types))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A51")]
    public void A51_no_mutation_makes_the_codec_throw_hang_or_read_two_spellings(string type) => FuzzTests.Fuzz(["entry-" + type], Entry, Types.Count, output);

    /// <summary>All types in one corpus, so that parts of one stand in another.</summary>
    [Theory(SkipTestWithoutData = true), MemberData(nameof(Together))]
    [Trait("Attack", "A51")]
    public void A51_no_mixture_of_types_makes_the_codec_throw_hang_or_read_two_spellings(string name)
    {
        Assert.Equal("entries", name);
        FuzzTests.Fuzz(CorpusWriter.EntryTypesOfAWholeMeeting.Select(type => "entry-" + type), Entry, 1, output);
    }

    /// <summary>An entry is read as a member of either suite, and written from what was read.</summary>
    private static byte[]? Entry(byte[] bytes)
    {
        byte[]? written = null;
        foreach (var suite in new[] { Suite.P256, Suite.Sm2 })
        {
            if (!EntryCodec.TryDecode(suite, bytes, out var decoded, out _))
                continue;
            written = decoded switch
            {
                BallotEntry ballot => BallotJson.Write(ballot.Ballot),
                EnvelopeEntry envelope => new UnsignedEntry(envelope.Body.Type, envelope.Body.ToBytes()).ToEntry([.. envelope.Signatures]),
                AuditedEntry audited => BallotJson.Write(audited.Audited),
                _ => throw new InvalidOperationException("an entry of no kind"),
            };
        }
        return written;
    }
}
