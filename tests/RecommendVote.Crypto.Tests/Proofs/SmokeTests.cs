using System.Diagnostics;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class SmokeTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Honest_ballots_verify_alone_and_in_a_batch(string name)
    {
        foreach (var shapes in new[] { Meeting.Plain, Meeting.WithWriteIns })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            var ballot = shapes == Meeting.Plain ? meeting.SealPlain() : meeting.SealWriteIn();
            Assert.Equal("ok", BallotVerifier.Verify(meeting.Statement, ballot).Code);
            Assert.Equal("ok", BallotVerifier.VerifyBatch([(meeting.Statement, ballot)], meeting.Random, 0, TestContext.Current.CancellationToken)[0].Code);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Timing(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 50, 0, false, 0, 10), new(1, 20, 0, true, 1, 5)]);
        var w = Stopwatch.StartNew();
        var b = Enumerable.Range(0, 20).Select(_ => meeting.Seal(ContestChoice.Of(1, 2, 3), ContestChoice.Of(3))).ToArray();
        output.WriteLine($"seal {w.Elapsed.TotalMilliseconds / 20} ms each");
        w.Restart();
        BallotVerifier.Verify(meeting.Statement, b[0]);
        output.WriteLine($"verify one {w.Elapsed.TotalMilliseconds} ms");
        var items = Enumerable.Range(0, 400).Select(i => (meeting.Statement, b[i % 20])).ToArray();
        for (var k = 0; k < 3; k++)
        {
            w.Restart();
            Assert.All(BallotVerifier.VerifyBatch(items, meeting.Random, 1, TestContext.Current.CancellationToken), v => Assert.True(v.IsValid));
            output.WriteLine($"batch {w.Elapsed.TotalMilliseconds / 400} ms each");
        }
    }
}
