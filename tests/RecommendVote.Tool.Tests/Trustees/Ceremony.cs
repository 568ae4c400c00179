using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>Trustees who take their steps on one log through the gate.</summary>
internal sealed class Ceremony
{
    private readonly TestMeeting meeting;

    public Ceremony(Suite suite, int trustees, int threshold, string seed, string tallyQuorum = "trustees")
    {
        Random = new SeededRandomSource(seed);
        States = [.. Enumerable.Range(0, trustees).Select(_ => TrusteeState.Create(suite, MeetingId, Random))];
        meeting = new TestMeeting(suite, [.. States.Select(state => (Bytes)(suite.Group.Generator * state.Key).Encode())], threshold, Random, tallyQuorum);
    }

    public static string MeetingId => TestMeeting.Id;

    public IRandomSource Random { get; }

    public TrusteeState[] States { get; }

    public TestMeeting Meeting => meeting;

    public MeetingRecord Record => meeting.Record;

    public IReadOnlyList<Bytes> Entries => meeting.Entries;

    public TrusteeLog Log => TrusteeLog.Read(meeting.Entries)!;

    public TrusteeStep Next(int trustee) => TrusteeSession.NextCeremonyStep(States[trustee - 1], Log, Random);

    public TrusteeStep NextTally(int trustee) => TrusteeSession.NextTallyStep(States[trustee - 1], Record, Log, Random, TallyNote, cancellation: TestContext.Current.CancellationToken);

    /// <summary>What the server says officers have cosigned.</summary>
    public string? TallyNote { get; set; }

    /// <summary>Takes one step of a trustee, storing the state as a file would: through its bytes.</summary>
    public void Take(int trustee, bool tally = false)
    {
        var send = Assert.IsType<TrusteeStep.Send>(tally ? NextTally(trustee) : Next(trustee));
        States[trustee - 1] = Stored(send.State);
        meeting.Append(send.Entry);
    }

    /// <summary>Everybody steps until nobody has anything to send.</summary>
    public void Run()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var trustee = 1; trustee <= States.Length; trustee++)
            {
                if (Next(trustee) is not TrusteeStep.Send)
                    continue;
                Take(trustee);
                moved = true;
            }
        }
    }

    public static TrusteeState Stored(TrusteeState state)
    {
        Assert.True(TrusteeState.TryParse(state.ToBytes(), out var read));
        return read!;
    }
}
