using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Multiplier;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace RecommendVote.Crypto;

/// <summary>
/// scalar * point for SECRET scalars: the library's comb, its table and its arithmetic, with random rows put in front, so that two runs hardly ever add the same points.
/// The library's field subtraction branches on a borrow. Where one secret meets one point again and again, those branches come in the same order, the
/// processor learns them, and a run is up to one per cent shorter than with fresh secrets (docs/design/threat-model.md). Behind random rows every
/// intermediate point is drawn anew in every run. That is the blinding of Coron, CHES 1999, section 5.1, with as many random bits, at a tenth more work.
/// </summary>
internal static class BlindedComb
{
    /// <summary>Random bits of each tooth but the last, whose bits would lie above the scalar: 20 bits in all with six teeth.</summary>
    private const int RandomRows = 4;

    /// <param name="point">A point of the group other than the identity, in the library's form; its comb table is made once and kept with it.</param>
    /// <param name="scalar">A secret of the same group; zero is allowed.</param>
    public static ECPoint Multiply(ECPoint point, Scalar scalar)
    {
        var comb = FixedPointUtilities.Precompute(point);
        var teeth = comb.Width;
        var rows = (FixedPointUtilities.GetCombSize(point.Curve) + teeth - 1) / teeth;

        // Tooth j of the comb stands for 2^(j rows); its random bits are bits rows .. rows+3 of the tooth, so bits (j+1) rows .. of a number.
        Span<byte> random = stackalloc byte[teeth];
        RandomNumberGenerator.Fill(random[..^1]);
        random[^1] = 0;
        for (var tooth = 0; tooth < teeth; tooth++)
            random[tooth] &= (1 << RandomRows) - 1;
        Span<ulong> blind = stackalloc ulong[5];
        blind.Clear();
        for (var tooth = 0; tooth < teeth - 1; tooth++)
        {
            var start = (tooth + 1) * rows;
            var bits = (UInt128)random[tooth] << (start & 63);
            blind[start >> 6] |= (ulong)bits;
            blind[(start >> 6) + 1] |= (ulong)(bits >> 64);
        }
        // Every point of the table holds the point itself once more, and so the sum of all rows (2^(rows + 4) - 1) times.
        var extra = new Scalar(scalar.Group, new U256((1UL << (rows + RandomRows)) - 1, 0, 0, 0));
        var rest = (scalar - extra - new Scalar(scalar.Group, new U256(blind[0], blind[1], blind[2], blind[3]))).Plain;

        var sum = point.Curve.Infinity;
        for (var row = rows + RandomRows - 1; row >= 0; row--)
        {
            var index = 0u;
            for (var tooth = teeth - 1; tooth >= 0; tooth--)
                index = (index << 1) | (row < rows ? rest.Bits((tooth * rows) + row, 1) : (uint)(random[tooth] >> (row - rows)) & 1);
            sum = sum.TwicePlus(comb.LookupTable.Lookup((int)index));
        }
        blind.Clear();
        random.Clear();
        return sum;
    }
}
