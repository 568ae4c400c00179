using System.Runtime.InteropServices;

namespace RecommendVote.Crypto;

/// <summary>
/// All multiples 1 .. 128 times 2^(8 i) of one point, so that a multiple of it is a sum of at most 33 table points; many multiples at a time are added
/// in the lanes. For PUBLIC scalars, variable time. Immutable; safe for several threads.
/// </summary>
internal sealed class FixedBaseTable
{
    private const int Width = 8;
    private const int Digits = 1 << (Width - 1);
    private const int Windows = (256 / Width) + 1;

    private readonly PointPool table = new(Windows * Digits);

    /// <param name="point">Not the identity.</param>
    public FixedBaseTable(Point point)
    {
        Point = point;
        var group = point.Group;
        var curve = group.Arithmetic;
        var power = curve.Lift(point.Affine);
        for (var window = 0; window < Windows; window++)
        {
            var first = group.Normalize(power).Affine;
            JacobianPoint multiple = default;
            for (var digit = 0; digit < Digits; digit++)
            {
                multiple = curve.Add(multiple, first);
                var normal = group.Normalize(multiple);
                table.SetPlain((window * Digits) + digit, normal.X, normal.Y);
            }
            for (var i = 0; i < Width; i++)
                power = curve.Double(power);
        }
        PointKernel.Create(group, PointKernel.Best).Import(table, 0, Windows * Digits);
    }

    /// <summary>The base.</summary>
    public Point Point { get; }

    /// <summary>scalars[i] * base.</summary>
    public Point[] Multiply(IReadOnlyList<Scalar> scalars)
    {
        var group = Point.Group;
        var bucketOf = new List<int>(scalars.Count * Windows);
        var references = new List<int>(scalars.Count * Windows);
        for (var i = 0; i < scalars.Count; i++)
        {
            var carry = 0;
            for (var window = 0; window < Windows; window++)
            {
                var digit = (int)scalars[i].Plain.Bits(window * Width, Width) + carry;
                carry = digit > Digits ? 1 : 0;
                digit -= carry << Width;
                if (digit == 0)
                    continue;
                bucketOf.Add(i);
                references.Add((((window * Digits) + Math.Abs(digit) - 1) << 1) | (digit < 0 ? 1 : 0));
            }
        }
        var pool = new PointPool((Windows * Digits) + references.Count);
        table.CopyTo(pool, Windows * Digits);
        var kernel = PointKernel.Create(group, PointKernel.Best);
        var adder = new BucketSums(kernel, pool, Windows * Digits);
        adder.Reset();
        var sums = new int[scalars.Count];
        adder.Add(CollectionsMarshal.AsSpan(bucketOf), CollectionsMarshal.AsSpan(references), scalars.Count, sums);
        return [.. sums.Select(sum => kernel.ExportPoint(group, pool, sum))];
    }
}
