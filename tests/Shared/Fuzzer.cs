using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RecommendVote.Tests.Common;

/// <summary>
/// Byte mutations of seed inputs, from a printed seed. A decoder under test answers null (refused) or the bytes that its value is written as, and must
/// then answer the same bytes as it was given. It must not throw, and no input may take longer than <see cref="Slowest"/>.
/// </summary>
/// <param name="seeds">Inputs to start from; accepted ones and near misses.</param>
/// <param name="random">Reproducible.</param>
internal sealed partial class Fuzzer(IReadOnlyList<byte[]> seeds, Random random)
{
    /// <summary>Generous, because other programs run on the machine.</summary>
    public static readonly TimeSpan Slowest = TimeSpan.FromSeconds(30);

    private static readonly byte[][] Tokens =
    [
        "\""u8.ToArray(), "\\"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(),
        "\n"u8.ToArray(), "\n\n"u8.ToArray(), " "u8.ToArray(), "— "u8.ToArray(), "0"u8.ToArray(), "-1"u8.ToArray(), "1e9"u8.ToArray(), "2147483648"u8.ToArray(),
        "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "null"u8.ToArray(), "true"u8.ToArray(), "AAAA"u8.ToArray(), "=="u8.ToArray(), "\uFEFF"u8.ToArray(),
        [0], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], "PK\u0003\u0004"u8.ToArray(), "PK\u0001\u0002"u8.ToArray(), new byte[65], [.. Enumerable.Repeat((byte)0xff, 32)],
    ];

    /// <summary>How often anything was accepted: a fuzzer that never gets in tests the front door only.</summary>
    public int Accepted { get; private set; }

    public long Runs { get; private set; }

    /// <summary>Processor time of the thread that ran the decoder.</summary>
    public TimeSpan Used { get; private set; }

    /// <summary>Runs for at least this much processor time and 20 mutants; the seeds themselves first.</summary>
    public void Run(Func<byte[], byte[]?> decode, TimeSpan time, CancellationToken stop)
    {
        var begin = ThreadTime();
        foreach (var seed in seeds)
            Check(decode, seed);
        for (; Used < time || Runs < seeds.Count + 20; Used = ThreadTime() - begin)
        {
            stop.ThrowIfCancellationRequested();
            Check(decode, Mutate());
        }
    }

    /// <summary>A loaded machine gives less processor time than the clock shows.</summary>
    private static TimeSpan ThreadTime()
    {
        const int threadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux
        return ClockGetTime(threadProcessorTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : throw new PlatformNotSupportedException("the fuzzers count processor time of Linux");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    private void Check(Func<byte[], byte[]?> decode, byte[] input)
    {
        Runs++;
        var clock = Stopwatch.StartNew();
        byte[]? written;
        try
        {
            written = decode((byte[])input.Clone());
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"threw on {Convert.ToBase64String(input)}", error);
        }
        if (clock.Elapsed > Slowest)
            throw new InvalidOperationException($"took {clock.Elapsed} on {Convert.ToBase64String(input)}");
        if (written is null)
            return;
        Accepted++;
        if (!written.AsSpan().SequenceEqual(input))
            throw new InvalidOperationException($"read {Convert.ToBase64String(input)} and wrote {Convert.ToBase64String(written)}");
    }

    private byte[] Mutate()
    {
        var bytes = new List<byte>(seeds[random.Next(seeds.Count)]);
        for (var changes = 1 + random.Next(random.Next(4) == 0 ? 8 : 2); changes > 0; changes--)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(3) == 0 ? 64 : 4));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 6 when at < bytes.Count:
                // a letter of the same kind, so that texts and base64 stay what they are
                bytes[at] = bytes[at] switch
                {
                    >= (byte)'0' and <= (byte)'9' => (byte)('0' + random.Next(10)),
                    >= (byte)'a' and <= (byte)'z' => (byte)('a' + random.Next(26)),
                    >= (byte)'A' and <= (byte)'Z' => (byte)('A' + random.Next(26)),
                    var other => other,
                };
                break;
            case 7:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var donor = seeds[random.Next(seeds.Count)];
                var from = random.Next(donor.Length + 1);
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(donor.Skip(from));
                break;
        }
    }
}
