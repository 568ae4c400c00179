using System.Buffers.Binary;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// A set of points for V21 that takes about 13 bytes each, because a large record has more than a hundred per ballot. It keeps 80 bits of a keyed hash of
/// x and the parity of y: two different points are taken for the same with chance 2^-80 (2^-40 over a million points), whoever chose them, because
/// the key is drawn anew by every process. Never the other way round: the same point is always recognised.
/// </summary>
internal sealed class PointSet
{
    private const int Shards = 64;

    private readonly UInt128[] key = new UInt128[10];
    private readonly Shard[] shards = new Shard[Shards];

    public PointSet()
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < key.Length; i++)
        {
            SystemRandomSource.Instance.Fill(bytes);
            key[i] = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
        }
        // shards begin with different sizes, so that they do not all grow at the same time
        for (var i = 0; i < Shards; i++)
            shards[i] = new Shard(16 + (i / 4));
    }

    public int Count { get; private set; }

    public bool Contains(Point point)
    {
        var (shard, low, high) = Hash(point);
        return shards[shard].Contains(low, high);
    }

    /// <summary>False when it was there.</summary>
    public bool Add(Point point)
    {
        var (shard, low, high) = Hash(point);
        if (!shards[shard].Add(low, high))
            return false;
        Count++;
        return true;
    }

    /// <summary>
    /// Two independent strongly universal hashes of the words of x and the parity of y: the upper half of sum key_i word_i modulo 2^128 (Dietzfelbinger 1996,
    /// "Universal hashing and k-wise independent random variables via integer arithmetic without primes").
    /// </summary>
    private (int Shard, ulong Low, ushort High) Hash(Point point)
    {
        Span<byte> bytes = stackalloc byte[Point.Length];
        point.WriteTo(bytes);
        UInt128 first = 0, second = 0;
        unchecked
        {
            for (var i = 0; i < 5; i++)
            {
                var word = i < 4 ? BinaryPrimitives.ReadUInt64BigEndian(bytes[(1 + (8 * i))..]) : (ulong)(bytes[64] & 1);
                first += key[i] * word;
                second += key[i + 5] * word;
            }
            return ((int)(second >> 122), (ulong)(first >> 64), (ushort)(second >> 104));
        }
    }

    /// <summary>Open addressing with linear probing; an entry of zeros is an empty place, so a hash of zeros is kept as one.</summary>
    private sealed class Shard(int capacity)
    {
        private ulong[] lows = new ulong[capacity];
        private ushort[] highs = new ushort[capacity];
        private int count;

        public bool Contains(ulong low, ushort high) => lows[Find(lows, highs, low | (low == 0 ? 1UL : 0), high)] != 0;

        public bool Add(ulong low, ushort high)
        {
            low |= low == 0 ? 1UL : 0;
            var at = Find(lows, highs, low, high);
            if (lows[at] != 0)
                return false;
            if (count + 1 > lows.Length * 7 / 8)
            {
                Grow();
                at = Find(lows, highs, low, high);
            }
            (lows[at], highs[at]) = (low, high);
            count++;
            return true;
        }

        /// <summary>Where the hash is, or the empty place for it.</summary>
        private static int Find(ulong[] lows, ushort[] highs, ulong low, ushort high)
        {
            var at = (int)Math.BigMul(low, (ulong)lows.Length, out _);
            while (lows[at] != 0 && (lows[at] != low || highs[at] != high))
                at = at + 1 == lows.Length ? 0 : at + 1;
            return at;
        }

        private void Grow()
        {
            var (newLows, newHighs) = (new ulong[(lows.Length * 5 / 4) + 4], new ushort[(lows.Length * 5 / 4) + 4]);
            for (var i = 0; i < lows.Length; i++)
            {
                if (lows[i] == 0)
                    continue;
                var at = Find(newLows, newHighs, lows[i], highs[i]);
                (newLows[at], newHighs[at]) = (lows[i], highs[i]);
            }
            (lows, highs) = (newLows, newHighs);
        }
    }
}
