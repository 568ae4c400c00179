using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Cards;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Tests.Vectors;
using RecommendVote.Record.Trustees;
using RecommendVote.Tests.Common;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>
/// Every decoder of the library under byte mutations of tests/Corpus: never an exception, never a long wait, and whatever is accepted is written as
/// the same bytes. Half a second of processor time each in the ordinary run, 30 minutes each with RV_FULL=1; RV_FUZZ_SEED repeats a run, RV_FUZZ_ONLY
/// names the decoders to run, RV_WRITE_CORPUS=1 writes the corpus. Entries have a class of their own, so that two decoders run at a time.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string Passphrase = "correct horse battery";

    private static readonly bool Full = Environment.GetEnvironmentVariable("RV_FULL") == "1";
    internal static readonly string Folder = Path.Combine(RecordVector.Folder, "..", "Corpus");

    private static readonly Lazy<ManifestBody> NoteManifest = new(() =>
        new MeetingSimulation(Plans.Small(Suite.P256), new SeededRandomSource("note manifest")).RunUntil(EntryTypes.Contests).Record.Manifest!);

    private static readonly Dictionary<string, Func<byte[], byte[]?>> Decoders = new()
    {
        ["receipt"] = bytes => Receipt.TryRead(bytes, out var receipt) ? receipt!.ToBytes() : null,
        ["note"] = bytes => SignedNote.TryParse(bytes, out var note) ? Encoding.UTF8.GetBytes(note.ToString()) : null,
        ["note-text"] = bytes =>
        {
            // UTF-16 units as they come, lone surrogates too
            var text = new string([.. Enumerable.Range(0, bytes.Length / 2).Select(i => (char)(bytes[2 * i] | (bytes[(2 * i) + 1] << 8)))]);
            Checkpoint.TryVerify(NoteManifest.Value, text, out _);
            return bytes.Length % 2 == 0 && SignedNote.TryParse(text, out var note) ? Encoding.Unicode.GetBytes(note.ToString()) : null;
        },
        ["checkpoint"] = bytes =>
            System.Text.Unicode.Utf8.IsValid(bytes) && Checkpoint.TryParse(Encoding.UTF8.GetString(bytes), out var checkpoint) ? Encoding.UTF8.GetBytes(checkpoint.Text) : null,
        ["record"] = bytes =>
        {
            Gate.Verify(bytes);
            return null;
        },
        ["record-file"] = bytes =>
        {
            if (!RecordFile.TryOpen(new MemoryStream(bytes), out var file, out _))
                return null;
            var reader = file.OpenEntries();
            while (reader.TryRead(out _))
            {
            }
            return null;
        },
        ["sealed"] = bytes => SealedFile.TryOpen("trustee-key", bytes, Passphrase, out _) is null ? bytes : null,
        ["trustee-state"] = bytes => TrusteeState.TryParse(bytes, out var state) ? state!.ToBytes() : null,
        ["card-plan"] = bytes => CardPlanFile.TryRead(bytes, out var plan, out _) ? plan.ToBytes() : null,
        ["card-list"] = bytes => CardListFile.TryRead(Suite.P256, bytes, out var list, out _) ? list.ToBytes() : null,
        ["seed-text"] = bytes =>
        {
            var text = Encoding.Latin1.GetString(bytes);
            CardSeedText.TryFindLast(text, out _);
            // people write it in many ways; what is read must be read from its own spelling again
            if (CardSeedText.TryParse(text, out var seed))
                Assert.True(CardSeedText.TryParse(CardSeedText.Format(seed), out var again) && again.AsSpan().SequenceEqual(seed));
            return null;
        },
        ["card-fragment"] = bytes =>
        {
            // the seed part may be written as people write it; what is read must be read from its own spelling again
            if (CardLink.TryParseFragment(Encoding.Latin1.GetString(bytes), out var seed, out var fingerprint))
            {
                Assert.True(CardLink.TryParseFragment(CardLink.FormatFragment(seed, fingerprint), out var again, out var same));
                Assert.True(again.AsSpan().SequenceEqual(seed) && same.AsSpan().SequenceEqual(fingerprint));
            }
            return null;
        },
    };

    public static TheoryData<string> Names => [.. Decoders.Keys.Where(Chosen)];

    /// <summary>Whether a decoder is to be run: all of them, unless RV_FUZZ_ONLY names some.</summary>
    internal static bool Chosen(string name) =>
        Environment.GetEnvironmentVariable("RV_FUZZ_ONLY") is not { } only || only.Split(',').Contains(name);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Names))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A51")]
    public void A51_no_mutation_makes_a_decoder_throw_hang_or_read_two_spellings(string name)
    {
        Fuzz([name], Decoders[name], 1, output);
    }

    /// <param name="names">Folders of the corpus.</param>
    /// <param name="decode">See <see cref="Fuzzer"/>.</param>
    /// <param name="parts">Of how many runs of one decoder, which share its half hour, this is one.</param>
    /// <param name="output">Gets seed and counts.</param>
    internal static void Fuzz(IEnumerable<string> names, Func<byte[], byte[]?> decode, int parts, ITestOutputHelper output)
    {
        var seeds = names.SelectMany(name => Directory.EnumerateFiles(Path.Combine(Folder, name)).Order(StringComparer.Ordinal)).Select(System.IO.File.ReadAllBytes).ToList();
        Assert.NotEmpty(seeds);
        var seed = Environment.GetEnvironmentVariable("RV_FUZZ_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Full ? Environment.TickCount : 20261125;
        var fuzzer = new Fuzzer(seeds, new Random(seed));
        output.WriteLine($"seed {seed}");
        fuzzer.Run(decode, Full ? TimeSpan.FromMinutes(30) / parts : TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);
        output.WriteLine($"{fuzzer.Runs} inputs, {fuzzer.Accepted} accepted, {fuzzer.Used.TotalMinutes:F1} minutes");
        Assert.True(fuzzer.Runs > seeds.Count);
    }

    [Fact]
    public void The_corpus_covers_every_decoder_and_is_small()
    {
        if (Environment.GetEnvironmentVariable("RV_WRITE_CORPUS") == "1")
            CorpusWriter.Write(Folder, Passphrase);
        Assert.All(Decoders.Keys, name => Assert.True(Directory.Exists(Path.Combine(Folder, name)), name));
        Assert.All(CorpusWriter.EntryTypesOfAWholeMeeting, type => Assert.True(Directory.Exists(Path.Combine(Folder, "entry-" + type)), type));
        Assert.InRange(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 1_000_000);
    }
}
