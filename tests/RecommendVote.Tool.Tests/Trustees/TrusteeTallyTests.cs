using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>After the close: nobody decrypts before enough trustees signed one root, and nobody signs two (B1).</summary>
public sealed class TrusteeTallyTests
{
    [Fact]
    [Trait("Attack", "A34")]
    public void Trustees_decrypt_only_after_enough_of_them_signed_the_same_root()
    {
        var ceremony = Closed("tally");
        ceremony.Take(1, tally: true);
        Assert.Equal(EntryTypes.TallyReady, Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(1)).For);
        ceremony.Take(2, tally: true);
        Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(1));
        ceremony.Take(3, tally: true);
        ceremony.Take(1, tally: true);
        ceremony.Take(3, tally: true);
        Assert.Equal(2, ceremony.Record.Decryptions.Count);
        Assert.IsType<TrusteeStep.Done>(ceremony.NextTally(2));
        ceremony.Meeting.AppendResult();
        Assert.Equal([6, 0], ceremony.Record.Result!.Contests[0].Groups[0].Options);
    }

    /// <summary>
    /// B1 under "witnessed": t tally-ready let two views pass, so a trustee waits for the officer's cosignature of exactly what it verified.
    /// </summary>
    [Fact]
    [Trait("Attack", "B1")]
    public void B1_in_a_witnessed_meeting_trustees_decrypt_only_what_an_officer_cosigned()
    {
        var ceremony = Closed("witnessed", "witnessed");
        ceremony.Take(1, tally: true);
        Assert.Equal(EntryTypes.TallyReady, Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(1)).For);
        ceremony.Take(2, tally: true);
        Assert.True(ceremony.Record.HasTallyQuorum);
        foreach (var note in new[]
        {
            null, "no note", ceremony.Meeting.TallyNote(cosigned: false), ceremony.Meeting.TallyNote(cosigned: true, shift: 1),
            ceremony.Meeting.TallyNote(cosigned: true)[..^2] + "A\n",
        })
        {
            ceremony.TallyNote = note;
            Assert.Equal(TrusteeStep.Cosignature, Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(1)).For);
        }
        ceremony.TallyNote = ceremony.Meeting.TallyNote(cosigned: true);
        ceremony.Take(1, tally: true);
        ceremony.Take(2, tally: true);
        Assert.Equal(2, ceremony.Record.Decryptions.Count);
    }

    [Fact]
    [Trait("Attack", "A34")]
    [Trait("Attack", "F-B1")]
    public void A_trustee_that_signed_one_record_stops_at_another_of_the_same_meeting()
    {
        var ceremony = Closed("split view");
        var signed = Assert.IsType<TrusteeStep.Send>(ceremony.NextTally(1)).State;
        var (record, entries) = ceremony.Meeting.WithoutLastBallot();
        var halt = Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextTallyStep(signed, record, TrusteeLog.Read(entries), ceremony.Random, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("signed-otherwise", halt.Code);
    }

    [Fact]
    [Trait("Attack", "A34")]
    public void The_log_must_be_the_record_that_was_verified()
    {
        var ceremony = Closed("another log");
        var shorter = TrusteeLog.Read([.. ceremony.Entries.Take(ceremony.Entries.Count - 1)]);
        Assert.Equal("record-not-verified", Assert.IsType<TrusteeStep.Halt>(
            TrusteeSession.NextTallyStep(ceremony.States[0], ceremony.Record, shorter, ceremony.Random, cancellation: TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    [Trait("Attack", "A34")]
    [Trait("Attack", "A66")]
    public void Nothing_is_signed_before_the_close()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "early");
        ceremony.Run();
        Assert.Equal(EntryTypes.Closed, Assert.IsType<TrusteeStep.Wait>(ceremony.NextTally(1)).For);
    }

    private static Ceremony Closed(string seed, string tallyQuorum = "trustees")
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, seed, tallyQuorum);
        ceremony.Run();
        ceremony.Meeting.AppendContests();
        ceremony.Meeting.Hold(6);
        return ceremony;
    }
}
