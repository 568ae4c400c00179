using System.Collections.Concurrent;

namespace RecommendVote.Crypto;

/// <summary>
/// Tables of a few fixed points, all multiples 1 .. 2^(w-1) times 2^(w i) of each, so that a sum of multiples is a sum of table points; many sums at a time
/// are added in the lanes. For PUBLIC scalars, variable time. Immutable; safe for several threads.
/// </summary>
internal sealed class FixedBases
{
    private readonly Group group;
    private readonly int width;
    private readonly int digits;
    private readonly int windows;
    private readonly int size;
    private readonly PointPool table;
    private readonly ConcurrentBag<Workspace> free = [];

    /// <param name="bases">Points other than the identity.</param>
    /// <param name="width">Bits per window: wider is faster and larger.</param>
    public FixedBases(IReadOnlyList<Point> bases, int width)
    {
        Bases = bases;
        this.width = width;
        group = bases[0].Group;
        digits = 1 << (width - 1);
        windows = (256 / width) + 1;
        size = bases.Count * windows * digits;
        table = new PointPool(size);
        var curve = group.Arithmetic;
        Parallel.For(0, bases.Count, index =>
        {
            var multiples = new JacobianPoint[windows * digits];
            var power = curve.Lift(bases[index].Affine);
            for (var window = 0; window < windows; window++)
            {
                var multiple = power;
                for (var digit = 0; digit < digits; digit++)
                {
                    multiples[(window * digits) + digit] = multiple;
                    multiple = curve.Add(multiple, power);
                }
                for (var i = 0; i < width; i++)
                    power = curve.Double(power);
            }
            var affine = curve.NormalizeAll(multiples);
            for (var i = 0; i < affine.Length; i++)
            {
                table.SetPlain(
                    (index * multiples.Length) + i, curve.Field.FromMontgomery(affine[i].X), curve.Field.FromMontgomery(affine[i].Y));
            }
        });
        PointKernel.Create(group, PointKernel.Best).Import(table, 0, size);
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<Point> Bases { get; }

    /// <summary>Each sum of scalars[i] * bases[first + i].</summary>
    public Point[] Sums(IReadOnlyList<(int First, IReadOnlyList<Scalar> Scalars)> sums)
    {
        var terms = sums.Sum(sum => sum.Scalars.Count) * windows;
        var (bucketOf, references) = (new int[terms], new int[terms]);
        var count = 0;
        for (var s = 0; s < sums.Count; s++)
        {
            for (var i = 0; i < sums[s].Scalars.Count; i++)
            {
                var scalar = sums[s].Scalars[i].Plain;
                var carry = 0;
                for (var window = 0; window < windows && !scalar.IsZero; window++)
                {
                    var digit = (int)scalar.Bits(window * width, width) + carry;
                    carry = digit > digits ? 1 : 0;
                    digit -= carry << width;
                    if (digit == 0)
                        continue;
                    var entry = ((((sums[s].First + i) * windows) + window) * digits) + Math.Abs(digit) - 1;
                    (bucketOf[count], references[count++]) = (s, (entry << 1) | (digit < 0 ? 1 : 0));
                }
            }
        }
        if (!free.TryTake(out var work) || work.Room < count)
            work = new Workspace(group, table, size, count);
        work.Adder.Reset();
        var result = new int[sums.Count];
        work.Adder.Add(bucketOf.AsSpan(0, count), references.AsSpan(0, count), sums.Count, result);
        var points = Array.ConvertAll(result, reference => work.Kernel.ExportPoint(group, work.Pool, reference));
        free.Add(work);
        return points;
    }

    /// <summary>A copy of the table with room for sums behind it, used by one thread at a time and then by the next.</summary>
    private sealed class Workspace
    {
        public Workspace(Group group, PointPool table, int size, int room)
        {
            Room = room;
            Pool = new PointPool(size + room);
            table.CopyTo(Pool, size);
            Kernel = PointKernel.Create(group, PointKernel.Best);
            Adder = new BucketSums(Kernel, Pool, size);
        }

        public int Room { get; }

        public PointPool Pool { get; }

        public PointKernel Kernel { get; }

        public BucketSums Adder { get; }
    }
}
