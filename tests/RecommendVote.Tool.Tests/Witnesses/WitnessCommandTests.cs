using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Trustees;
using RecommendVote.Record.Witnesses;
using RecommendVote.Tool.Witnesses;

namespace RecommendVote.Tool.Tests.Witnesses;

/// <summary><c>rv witness</c> against servers of every kind, and <c>rv verify --fork</c> on what it leaves.</summary>
public sealed class WitnessCommandTests : IDisposable
{
    private const string Passphrase = "a long enough passphrase";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Suites => [Suite.P256.Name, Suite.Sm2.Name];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Suites))]
    public async Task It_cosigns_what_extends_the_last_and_sends_again_what_did_not_arrive(string suite)
    {
        using var server = Serve(suite);
        foreach (var size in new[] { 1, 8, 8, 20, server.Tree.Size })
        {
            server.Size = size;
            var run = await WitnessAsync(server);
            Assert.True(run.ExitCode == 0, run.Error);
        }
        // The server never shows the lines, so the one for 8 came twice; each verified there.
        Assert.Equal([1, 8, 8, 20, server.Tree.Size], server.Received.Select(item => item.Size));
        Assert.True(WitnessState.TryRead(await File.ReadAllBytesAsync(State, Cancellation), out var state));
        Assert.Equal(server.Tree.Size, state!.Size);
        Assert.False(File.Exists(State + ".evidence.json"));
    }

    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A41")]
    public async Task A41_a_fork_ends_the_watch_with_evidence_that_verify_confirms(string suite)
    {
        using var server = Serve(suite);
        server.Size = 8;
        Assert.Equal(0, (await WitnessAsync(server)).ExitCode);
        server.Tree = server.TreeOf(server.Meeting.Entries.Select((entry, i) => i == 5 ? (Bytes)new byte[] { 1, 2, 3 } : entry));
        server.Size = 21;
        var run = await WitnessAsync(server);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("STOPPED", run.Error, StringComparison.Ordinal);
        var evidence = State + ".evidence.json";
        var verdict = await Rv.RunAsync("verify", "--fork", evidence, "--json");
        Assert.Equal((1, "confirmed"), (verdict.ExitCode, verdict.Json.GetProperty("outcome").GetString()));
        Assert.Single(server.Received);
        // It stays stopped, also when the server returns to the first history.
        server.Tree = server.TreeOf(server.Meeting.Entries);
        Assert.Equal(1, (await WitnessAsync(server)).ExitCode);
        Assert.Single(server.Received);
        var bytes = await File.ReadAllBytesAsync(evidence, Cancellation);
        bytes[^30] ^= 1;
        await File.WriteAllBytesAsync(evidence, bytes, Cancellation);
        Assert.Equal(2, (await Rv.RunAsync("verify", "--fork", evidence)).ExitCode);
    }

    [Theory, MemberData(nameof(Suites)), Trait("Attack", "A42")]
    public async Task A42_a_rollback_ends_the_watch(string suite)
    {
        using var server = Serve(suite);
        server.Size = 20;
        Assert.Equal(0, (await WitnessAsync(server)).ExitCode);
        server.Size = 9;
        var run = await WitnessAsync(server);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("STOPPED", run.Error, StringComparison.Ordinal);
        // This server has forgotten what it signed and gives no proof: its note is kept, and the record of the longer log shows nothing false.
        Assert.True(File.Exists(State + ".evidence.json.seen.txt"));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task It_refuses_another_key_another_manifest_and_a_damaged_state()
    {
        using var server = Serve(Suite.P256.Name);
        server.Size = 8;
        var stranger = await WitnessAsync(server, server.Meeting.Keys.Organizer);
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("does not name this key", stranger.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await WitnessAsync(server, null, "--manifest", new string('0', 64))).ExitCode);
        Assert.Equal(0, (await WitnessAsync(server)).ExitCode);
        await File.WriteAllTextAsync(State, "{}", Cancellation);
        Assert.Equal(2, (await WitnessAsync(server)).ExitCode);
        Assert.Single(server.Received);
    }

    /// <summary>A43 on disk: two programs with one state file never sign two steps from one size.</summary>
    [Fact, Trait("Attack", "A43")]
    public async Task A43_two_programs_with_one_state_file_take_turns()
    {
        using var server = Serve(Suite.P256.Name);
        server.Size = 8;
        Assert.Equal(0, (await WitnessAsync(server)).ExitCode);
        var signed = 0;
        Parallel.For(0, 4, i =>
        {
            Assert.True(Witness.TryBegin(server.Meeting.Entries[0], server.Meeting.Keys.Officer, new WitnessFile(State), out var witness, out _));
            var (size, tree) = (9 + i, server.Tree);
            var note = new Checkpoint(server.Checkpoint.Origin, size, tree.Root(size)).Sign(server.Meeting.Plan.Suite, server.Meeting.Keys.Server).ToString();
            if (witness.Cosign(8, tree.ConsistencyProof(8, size), note, 1_800_000_000).Line is not null)
                Interlocked.Increment(ref signed);
        });
        Assert.Equal(1, signed);
    }

    [Theory, MemberData(nameof(Suites))]
    public async Task Verify_fork_compares_records_and_notes(string suite)
    {
        using var server = Serve(suite);
        var entries = server.Meeting.Entries.ToList();
        var other = entries.Take(12).Append(entries[0]).ToList();
        string Record(string name, IReadOnlyList<Bytes> content)
        {
            var path = Path.Combine(folder.Root, name);
            using var stream = File.Create(path);
            RecordFile.Write(stream, content, server.Meeting.SignCheckpoint(content).ToString());
            return path;
        }

        string Note(string name, IEnumerable<Bytes> content)
        {
            var path = Path.Combine(folder.Root, name);
            File.WriteAllText(path, server.Meeting.SignCheckpoint(content).ToString());
            return path;
        }

        var (whole, half, fork) = (Record("whole.zip", entries), Record("half.zip", [.. entries.Take(15)]), Record("fork.zip", other));
        var (earlier, forked) = (Note("earlier.txt", entries.Take(9)), Note("forked.txt", other));
        async Task Says(int exitCode, params string[] files) => Assert.Equal(exitCode, (await Rv.RunAsync(["verify", "--fork", .. files])).ExitCode);
        await Says(0, whole, half);
        await Says(1, whole, fork);
        await Says(0, whole, earlier);
        await Says(0, earlier, whole);
        await Says(1, whole, forked);
        await Says(2, half, Note("longer.txt", entries));
        await Says(2, earlier, forked);
        await Says(2, whole);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string State => Path.Combine(folder.Root, "state.json");

    private static WitnessServer Serve(string suiteName)
    {
        Assert.True(Suite.TryParse(suiteName, out var suite));
        var random = new SeededRandomSource("rv witness " + suiteName);
        return new WitnessServer(new MeetingSimulation(SimplePlan.Create(suite, 8, 2, 1, random), random, Cancellation).Run());
    }

    private async Task<Rv.Outcome> WitnessAsync(WitnessServer server, StaffKeyPair? key = null, params string[] more)
    {
        var file = Path.Combine(folder.Root, key is null ? "officer.json" : "other.json");
        if (!File.Exists(file))
        {
            var secret = StaffFile.ToBytes(server.Meeting.Plan.Suite, (key ?? server.Meeting.Keys.Officer).PrivateKey.Span);
            await File.WriteAllBytesAsync(file, SealedFile.Seal(StaffFile.Content, secret, Passphrase, SystemRandomSource.Instance), Cancellation);
        }
        return await Rv.RunAsync(
            new Dictionary<string, string> { ["RV_PASSPHRASE"] = Passphrase },
            ["witness", "--server", server.Address, "--meeting", server.Meeting.Plan.Meeting, "--file", file, "--state", State, "--once", .. more]);
    }
}
