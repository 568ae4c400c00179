namespace RecommendVote.Crypto;

/// <summary>
/// hash_to_curve of RFC 9380, simplified SWU, random-oracle variant (L = 48, m = 1, cofactor 1).
/// On P-256 this is the suite P256_XMD:SHA-256_SSWU_RO_; on sm2p256v1 the same construction with SM3 and Z = -9.
/// For public messages: it runs in variable time.
/// </summary>
internal sealed class HashToCurve
{
    private readonly Suite suite;
    private readonly CurveArithmetic curve;
    private readonly U256 z;
    private readonly U256 minusBOverA; // -B/A = B/3
    private readonly U256 bOverZA; // B/(ZA)
    private readonly U256 squareRootExponent; // (p+1)/4, p = 3 mod 4

    public HashToCurve(Suite suite, CurveParameters parameters)
    {
        this.suite = suite;
        curve = suite.Group.Arithmetic;
        var f = curve.Field;
        z = f.Negate(f.FromInteger(parameters.MinusZ));
        minusBOverA = f.Multiply(curve.B, f.Invert(f.FromInteger(3)));
        bOverZA = f.Multiply(curve.B, f.Invert(f.Multiply(z, f.Negate(f.FromInteger(3)))));
        squareRootExponent = QuarterOfSuccessor(f.Value);
    }

    public Point Hash(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst)
    {
        var uniform = ExpandMessage.Xmd(suite, message, dst, 96);
        var q0 = Map(curve.Field.Reduce48(uniform.AsSpan(0, 48)));
        var q1 = Map(curve.Field.Reduce48(uniform.AsSpan(48, 48)));
        return suite.Group.Normalize(curve.Add(curve.Lift(q0), q1));
    }

    /// <summary>A square root of a (p = 3 mod 4), or false when a is no square.</summary>
    public bool TrySquareRoot(in U256 a, out U256 root)
    {
        root = curve.Field.Power(a, squareRootExponent);
        return curve.Field.Square(root).Equals(a);
    }

    /// <summary>map_to_curve_simple_swu, RFC 9380 section 6.6.2.</summary>
    private AffinePoint Map(in U256 u)
    {
        var f = curve.Field;
        var zuu = f.Multiply(z, f.Square(u));
        var t = f.Invert(f.Add(f.Square(zuu), zuu));
        var x1 = t.IsZero ? bOverZA : f.Multiply(minusBOverA, f.Add(f.One, t));
        var x = x1;
        if (!TrySquareRoot(curve.RightSide(x1), out var y))
        {
            x = f.Multiply(zuu, x1);
            TrySquareRoot(curve.RightSide(x), out y);
        }
        if (f.FromMontgomery(u).IsOdd != f.FromMontgomery(y).IsOdd)
            y = f.Negate(y);
        return new AffinePoint(x, y);
    }

    private static U256 QuarterOfSuccessor(in U256 p)
    {
        // p = 3 mod 4, so (p+1)/4 = floor(p/4) + 1
        var quarter = new U256((p.A0 >> 2) | (p.A1 << 62), (p.A1 >> 2) | (p.A2 << 62), (p.A2 >> 2) | (p.A3 << 62), p.A3 >> 2);
        return U256.AddWithCarry(quarter, new U256(1, 0, 0, 0), out _);
    }
}
