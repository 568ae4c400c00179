using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>Trustees mix written-in names before they sign, and decrypt in two phases.</summary>
public sealed class TrusteeMixTests
{
    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    [Trait("Attack", "A37")]
    public void Two_of_three_mix_all_sign_and_two_decrypt_twice(string suite)
    {
        var ceremony = Closed(suite, "张示例", "张示例", "王示例");
        ceremony.Take(3, tally: true);
        Assert.Equal([1, 2], Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(3)).Missing);
        ceremony.Take(1, tally: true);
        Assert.Equal([3, 1], Assert.Single(ceremony.Record.Mixes).Mixers);
        foreach (var trustee in new[] { 2, 1, 3 })
            ceremony.Take(trustee, tally: true);
        ceremony.Take(2, tally: true);
        // the first phase is not over, and its own part is in: it may be needed again
        Assert.Equal(EntryTypes.Decryption, Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(2)).For);
        ceremony.Take(1, tally: true);
        Assert.Equal(2, ceremony.Record.AwaitedPhase);
        ceremony.Take(1, tally: true);
        Assert.IsType<TrusteeStep.Done>(ceremony.NextTally(1));
        ceremony.Take(3, tally: true);
        Assert.All(Enumerable.Range(1, 3), trustee => Assert.IsType<TrusteeStep.Done>(ceremony.NextTally(trustee)));
        ceremony.Meeting.AppendResult();
        var contest = ceremony.Record.Result!.Contests[0];
        Assert.Equal([3, 0], contest.Groups[0].Options);
        Assert.Equal([new WriteInCount("张示例", 2), new WriteInCount("王示例", 1)], contest.WriteIns!.Texts);
    }

    /// <summary>Sealed files, rule 3: a mix that another trustee's overtook is made anew on what is there now, and is never kept in the file.</summary>
    [Fact]
    public void An_overtaken_mix_is_made_anew()
    {
        var ceremony = Closed("P256-SHA256", "张示例");
        var late = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(2));
        Assert.Null(late.State.SignedOf(EntryTypes.Mixed));
        ceremony.States[1] = Ceremony.Stored(late.State);
        ceremony.Take(1, tally: true);
        Assert.Equal(Codes.MixDiffers, ceremony.Meeting.TryAppend(late.Entry)!.Code);
        ceremony.Take(2, tally: true);
        Assert.Equal([1, 2], Assert.Single(ceremony.Record.Mixes).Mixers);
    }

    /// <summary>A decryption of each phase is made once: sent again it is the same bytes, also from a file that was stored and loaded.</summary>
    [Fact]
    public void A_decryption_of_each_phase_is_kept_and_sent_again_as_it_was()
    {
        var ceremony = Closed("SM2-SM3", "张示例");
        foreach (var trustee in new[] { 1, 2, 1, 2, 3, 1 })
            ceremony.Take(trustee, tally: true);
        var first = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(2));
        ceremony.States[1] = Ceremony.Stored(first.State);
        Assert.Equal(first.Entry, Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(2)).Entry);
        ceremony.Take(2, tally: true);
        var second = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(2));
        ceremony.States[1] = Ceremony.Stored(second.State);
        Assert.NotEqual(first.Entry, second.Entry);
        Assert.Equal(second.Entry, Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(2)).Entry);
        Assert.Equal(first.Entry, ceremony.States[1].SignedOf(EntryTypes.Decryption, 1));
        Assert.Equal(second.Entry, ceremony.States[1].SignedOf(EntryTypes.Decryption, 2));
        // a log with another second decryption of this trustee is not its log
        ceremony.States[1] = ceremony.States[1] with
        {
            Steps = [.. ceremony.States[1].Steps.Select(step => step.Phase == 2 ? new SignedStep(step.Type, Other(ceremony, first.State)) : step)],
        };
        ceremony.Meeting.Append(second.Entry);
        Assert.Equal("signed-otherwise", Assert.IsType<TrusteeStep.Halt>(ceremony.NextTally(2)).Code);
    }

    [Fact]
    public void A_file_that_keeps_a_mix_or_two_decryptions_of_a_phase_is_refused()
    {
        var ceremony = Closed("P256-SHA256", "张示例");
        var mix = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(1));
        Assert.False(TrusteeState.TryParse((mix.State with { Steps = [.. mix.State.Steps, new SignedStep(EntryTypes.Mixed, mix.Entry)] }).ToBytes(), out _));
        foreach (var trustee in new[] { 1, 2, 1, 2, 3 })
            ceremony.Take(trustee, tally: true);
        var state = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(1)).State;
        Assert.False(TrusteeState.TryParse((state with { Steps = [.. state.Steps, state.Steps[^1]] }).ToBytes(), out _));
        Assert.True(TrusteeState.TryParse(state.ToBytes(), out _));
    }

    /// <summary>The same decryption made with other nonces.</summary>
    private static Bytes Other(Ceremony ceremony, TrusteeState before) =>
        Assert.IsType<TrusteeStep.Send>(TrusteeSession.NextTallyStep(
            before, ceremony.Record, ceremony.Log, new SeededRandomSource("other"), cancellation: TestContext.Current.CancellationToken)).Entry;

    private static Ceremony Closed(string suite, params IReadOnlyList<string> writtenIn)
    {
        Assert.True(Suite.TryParse(suite, out var which));
        var ceremony = new Ceremony(which, 3, 2, "mix " + writtenIn.Count);
        ceremony.Run();
        ceremony.Meeting.AppendContests(slots: 1);
        ceremony.Meeting.Hold(6, writtenIn);
        return ceremony;
    }
}
