using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

public sealed class TrusteeCeremonyTests
{
    public static TheoryData<string, int, int> Sizes => new()
    {
        { "P256-SHA256", 3, 2 },
        { "SM2-SM3", 3, 2 },
        { "P256-SHA256", 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Trustees_reach_a_rehearsed_key_through_the_gate(string suite, int trustees, int threshold)
    {
        var ceremony = new Ceremony(SuiteOf(suite), trustees, threshold, "ceremony");
        ceremony.Run();
        Assert.True(ceremony.Record.Ceremony!.AllRehearsed);
        Assert.NotNull(ceremony.Record.JointKey);
        Assert.All(Enumerable.Range(1, trustees), trustee => Assert.IsType<TrusteeStep.Done>(ceremony.Next(trustee)));
        Assert.All(ceremony.States, state => Assert.Empty(state.Polynomial));
    }

    [Fact]
    public void A_step_that_did_not_arrive_is_sent_again_byte_for_byte()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "resend");
        var first = Assert.IsType<TrusteeStep.Send>(ceremony.Next(1));
        ceremony.States[0] = Ceremony.Stored(first.State);
        var again = Assert.IsType<TrusteeStep.Send>(ceremony.Next(1));
        Assert.Equal(first.Entry, again.Entry);
        ceremony.Run();
        Assert.True(ceremony.Record.Ceremony!.AllRehearsed);
    }

    [Fact]
    public void A_rehearsal_that_another_entry_overtook_is_made_for_the_new_tree()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "overtaken");
        while (!ceremony.Record.Ceremony!.AllReady)
        {
            for (var trustee = 1; trustee <= 3; trustee++)
            {
                if (ceremony.Next(trustee) is TrusteeStep.Send { Type: not EntryTypes.Rehearsal })
                    ceremony.Take(trustee);
            }
        }
        var early = Assert.IsType<TrusteeStep.Send>(ceremony.Next(1));
        ceremony.States[0] = Ceremony.Stored(early.State);
        ceremony.Meeting.AppendContests();
        var late = Assert.IsType<TrusteeStep.Send>(ceremony.Next(1));
        Assert.NotEqual(early.Entry, late.Entry);
        ceremony.Run();
        Assert.True(ceremony.Record.Ceremony!.AllRehearsed);
    }

    [Fact]
    public void A_share_that_does_not_fit_is_complained_about_and_names_its_dealer()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "complaint");
        while (!ceremony.Record.Ceremony!.AllKeys)
        {
            for (var trustee = 1; trustee <= 3; trustee++)
            {
                if (ceremony.Next(trustee) is TrusteeStep.Send { Type: not EntryTypes.TrusteeShares })
                    ceremony.Take(trustee);
            }
        }
        // Trustee 2 deals from another polynomial than the one it committed to.
        var honest = ceremony.States[1];
        ceremony.States[1] = honest with { Polynomial = [.. honest.Polynomial.Select(a => a + Suite.P256.Group.One)] };
        ceremony.Take(1);
        ceremony.Take(2);
        ceremony.Take(3);
        var complaint = Assert.IsType<TrusteeStep.Send>(ceremony.Next(1));
        Assert.Equal(EntryTypes.TrusteeComplaint, complaint.Type);
        ceremony.Meeting.Append(complaint.Entry);
        Assert.Equal((2, 1, 2), ceremony.Record.Ceremony!.Complaint);
        Assert.Equal("ceremony-ended", Assert.IsType<TrusteeStep.Halt>(ceremony.Next(3)).Code);
    }

    [Fact]
    public void A_trustee_refuses_another_manifest_and_an_entry_it_did_not_sign()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "first");
        ceremony.Take(1);
        var other = new Ceremony(Suite.P256, 3, 2, "first, but not the same");
        Assert.Equal("another-manifest", Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextCeremonyStep(ceremony.States[0], other.Log, other.Random)).Code);
        Assert.Equal("not-a-trustee", Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextCeremonyStep(
            TrusteeState.Create(Suite.P256, Ceremony.MeetingId, other.Random), other.Log, other.Random)).Code);
        Assert.Equal("another-meeting", Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextCeremonyStep(
            TrusteeState.Create(Suite.P256, "elsewhere", other.Random), other.Log, other.Random)).Code);

        // The same key signed a second commit on another device: the log's is not the one in this file.
        var twin = ceremony.States[1];
        ceremony.Take(2);
        var otherCommit = Assert.IsType<TrusteeStep.Send>(TrusteeSession.NextCeremonyStep(
            twin, TrusteeLog.Read([.. ceremony.Entries.Take(2)]), ceremony.Random)).State;
        Assert.Equal("signed-otherwise", Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextCeremonyStep(otherCommit, ceremony.Log, ceremony.Random)).Code);
    }

    [Fact]
    public void A_backup_from_before_the_commit_cannot_go_on_with_the_ceremony()
    {
        var ceremony = new Ceremony(Suite.P256, 3, 2, "old");
        var old = ceremony.States[0];
        for (var trustee = 1; trustee <= 3; trustee++)
            ceremony.Take(trustee);
        Assert.Equal("old-file", Assert.IsType<TrusteeStep.Halt>(TrusteeSession.NextCeremonyStep(old, ceremony.Log, ceremony.Random)).Code);
    }

    [Fact]
    public void The_invitation_proves_the_key_for_this_meeting_only()
    {
        var state = TrusteeState.Create(Suite.Sm2, Ceremony.MeetingId, new SeededRandomSource("invitation"));
        var (key, proof) = TrusteeSession.Invitation(state, new SeededRandomSource("proof"));
        Assert.True(Point.TryDecode(Suite.Sm2, key, out var point));
        Assert.True(TrusteeSignature.Verify(Suite.Sm2, new byte[32], "trustee-invitation", "trustee-test"u8, point, proof));
        Assert.False(TrusteeSignature.Verify(Suite.Sm2, new byte[32], "trustee-invitation", "another"u8, point, proof));
    }

    private static Suite SuiteOf(string name) => Suite.TryParse(name, out var suite) ? suite : throw new ArgumentException(name);
}
