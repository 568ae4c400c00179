namespace RecommendVote.Crypto;

/// <summary>
/// Sums of points bucket by bucket: neighbours of a bucket are added in rounds, and the pairs of a round, whatever their buckets, go through
/// <see cref="PointKernel.AddPairs"/> in blocks. Points are references into a pool, index * 2 plus 1 when negated. Public data only; an
/// instance belongs to one thread.
/// </summary>
/// <param name="kernel">Adds the pairs.</param>
/// <param name="pool">Holds the points; sums are appended from <paramref name="poolStart"/> on.</param>
/// <param name="poolStart">First index of this instance's part of the pool; as many points as references are ever added follow.</param>
internal sealed class BucketSums(PointKernel kernel, PointPool pool, int poolStart)
{
    private readonly PairBlock block = new();
    private readonly List<int> vanished = [];
    private int[] start = [];
    private int[] size = [];
    private int[] slots = [];
    private int[] crowded = [];
    private int next;

    /// <summary>Makes room for new points: earlier sums are lost.</summary>
    public void Reset() => next = poolStart;

    /// <summary>Adds up points 0, 1, .. of the pool by their digits in some windows.</summary>
    /// <param name="digits">Window by window the digit of every point: bucket |digit| - 1 of that window gets it, negated when the digit is negative; as of <see cref="MultiScalarTerms.Digits"/>.</param>
    /// <param name="windows">How many windows.</param>
    /// <param name="buckets">Buckets per window.</param>
    /// <param name="sums">Gets the reference of each bucket's sum, or -1 for the identity.</param>
    public void AddDigits(ReadOnlySpan<short> digits, int windows, int buckets, Span<int> sums)
    {
        Prepare(digits.Length, windows * buckets);
        var points = digits.Length / windows;
        for (var k = 0; k < windows; k++)
        {
            var counts = size.AsSpan(k * buckets, buckets);
            foreach (var digit in digits.Slice(k * points, points))
            {
                if (digit != 0)
                    counts[Math.Abs((int)digit) - 1]++;
            }
        }
        var active = PlaceBuckets(windows * buckets);
        for (var k = 0; k < windows; k++)
        {
            var ends = start.AsSpan(k * buckets, buckets);
            var own = digits.Slice(k * points, points);
            for (var i = 0; i < own.Length; i++)
            {
                int digit = own[i];
                if (digit != 0)
                    slots[ends[Math.Abs(digit) - 1]++] = (i << 1) | (digit < 0 && digit != short.MinValue ? 1 : 0);
            }
        }
        AddUp(active, windows * buckets, sums);
    }

    /// <summary>Sorts references into buckets and adds them up.</summary>
    /// <param name="bucketOf">Bucket of each reference; negative ones are skipped.</param>
    /// <param name="references">The points.</param>
    /// <param name="buckets">How many buckets there are.</param>
    /// <param name="sums">Gets the reference of each bucket's sum, or -1 for the identity.</param>
    public void Add(ReadOnlySpan<int> bucketOf, ReadOnlySpan<int> references, int buckets, Span<int> sums)
    {
        Prepare(references.Length, buckets);
        foreach (var bucket in bucketOf)
        {
            if (bucket >= 0)
                size[bucket]++;
        }
        var active = PlaceBuckets(buckets);
        for (var i = 0; i < references.Length; i++)
        {
            var bucket = bucketOf[i];
            if (bucket >= 0)
                slots[start[bucket]++] = references[i];
        }
        AddUp(active, buckets, sums);
    }

    private void Prepare(int references, int buckets)
    {
        if (size.Length < buckets)
            (start, size, crowded) = (new int[buckets], new int[buckets], new int[buckets]);
        if (slots.Length < references)
            slots = new int[references];
        size.AsSpan(0, buckets).Clear();
    }

    /// <summary>From the buckets' sizes where each begins; lists those with at least two points and returns how many they are.</summary>
    private int PlaceBuckets(int buckets)
    {
        var (at, active) = (0, 0);
        for (var b = 0; b < buckets; b++)
        {
            start[b] = at;
            at += size[b];
            if (size[b] > 1)
                crowded[active++] = b;
        }
        return active;
    }

    /// <summary>Adds up buckets whose start has been moved to their end by filling them.</summary>
    private void AddUp(int active, int buckets, Span<int> sums)
    {
        for (var b = 0; b < buckets; b++)
            start[b] -= size[b];
        while (active > 0)
            active = Round(active);
        for (var b = 0; b < buckets; b++)
            sums[b] = size[b] == 0 ? -1 : slots[start[b]];
    }

    /// <summary>Halves the crowded buckets; returns how many are still crowded.</summary>
    private int Round(int active)
    {
        vanished.Clear();
        for (var k = 0; k < active; k++)
        {
            var b = crowded[k];
            var (from, count) = (start[b], size[b]);
            for (var i = 0; i + 1 < count; i += 2)
            {
                block.Add(slots[from + i], slots[from + i + 1]);
                slots[from + (i >> 1)] = (next + block.Count - 1) << 1;
                if (block.IsFull)
                    Flush();
            }
            if ((count & 1) == 1)
                slots[from + (count >> 1)] = slots[from + count - 1];
            size[b] = (count + 1) >> 1;
        }
        Flush();
        if (vanished.Count > 0)
            RemoveVanished(active);
        var left = 0;
        for (var k = 0; k < active; k++)
        {
            if (size[crowded[k]] > 1)
                crowded[left++] = crowded[k];
        }
        return left;
    }

    private void Flush()
    {
        kernel.AddPairs(pool, block, next, vanished);
        next += block.Count;
        block.Count = 0;
    }

    /// <summary>Takes sums that are the identity out of their buckets.</summary>
    private void RemoveVanished(int active)
    {
        var gone = vanished.Select(index => index << 1).ToHashSet();
        for (var k = 0; k < active; k++)
        {
            var b = crowded[k];
            var kept = 0;
            for (var i = 0; i < size[b]; i++)
            {
                var slot = slots[start[b] + i];
                if (!gone.Contains(slot))
                    slots[start[b] + kept++] = slot;
            }
            size[b] = kept;
        }
    }
}
