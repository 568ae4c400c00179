namespace RecommendVote.Crypto;

/// <summary>
/// Point arithmetic on y^2 = x^3 - 3x + b for PUBLIC data: it branches on special cases and may run in variable time.
/// Formulas: Explicit-Formulas Database (Bernstein, Lange), short Weierstrass, Jacobian coordinates with a = -3:
/// dbl-2001-b, madd and add-1998-cmo-2.
/// </summary>
internal sealed class CurveArithmetic(Modulus field, U256 b)
{
    public Modulus Field { get; } = field;

    /// <summary>The curve's b in Montgomery form.</summary>
    public U256 B { get; } = b;

    /// <summary>x^3 - 3x + b.</summary>
    public U256 RightSide(in U256 x)
    {
        var three = Field.Add(Field.Add(x, x), x);
        return Field.Add(Field.Subtract(Field.Multiply(Field.Square(x), x), three), B);
    }

    public bool IsOnCurve(in AffinePoint p) => Field.Square(p.Y).Equals(RightSide(p.X));

    public JacobianPoint Lift(in AffinePoint p) => new(p.X, p.Y, Field.One);

    public AffinePoint Negate(in AffinePoint p) => new(p.X, Field.Negate(p.Y));

    public JacobianPoint Negate(in JacobianPoint p) => new(p.X, Field.Negate(p.Y), p.Z);

    public JacobianPoint Double(in JacobianPoint p)
    {
        if (p.IsIdentity)
            return p;
        var f = Field;
        var delta = f.Square(p.Z);
        var gamma = f.Square(p.Y);
        var beta = f.Multiply(p.X, gamma);
        var t = f.Multiply(f.Subtract(p.X, delta), f.Add(p.X, delta));
        var alpha = f.Add(f.Add(t, t), t);
        var beta2 = f.Add(beta, beta);
        var beta4 = f.Add(beta2, beta2);
        var x = f.Subtract(f.Square(alpha), f.Add(beta4, beta4));
        var z = f.Subtract(f.Subtract(f.Square(f.Add(p.Y, p.Z)), gamma), delta);
        var gamma2 = f.Square(gamma);
        gamma2 = f.Add(gamma2, gamma2);
        gamma2 = f.Add(gamma2, gamma2);
        gamma2 = f.Add(gamma2, gamma2);
        var y = f.Subtract(f.Multiply(alpha, f.Subtract(beta4, x)), gamma2);
        return new JacobianPoint(x, y, z);
    }

    /// <summary>p + q with q affine.</summary>
    public JacobianPoint Add(in JacobianPoint p, in AffinePoint q)
    {
        if (p.IsIdentity)
            return Lift(q);
        var f = Field;
        var zz = f.Square(p.Z);
        var h = f.Subtract(f.Multiply(q.X, zz), p.X);
        var r = f.Subtract(f.Multiply(q.Y, f.Multiply(p.Z, zz)), p.Y);
        if (h.IsZero)
            return r.IsZero ? Double(p) : default;
        return Finish(p.X, p.Y, f.Multiply(p.Z, h), h, r);
    }

    public JacobianPoint Add(in JacobianPoint p, in JacobianPoint q)
    {
        if (p.IsIdentity)
            return q;
        if (q.IsIdentity)
            return p;
        var f = Field;
        var zz1 = f.Square(p.Z);
        var zz2 = f.Square(q.Z);
        var u1 = f.Multiply(p.X, zz2);
        var s1 = f.Multiply(p.Y, f.Multiply(q.Z, zz2));
        var h = f.Subtract(f.Multiply(q.X, zz1), u1);
        var r = f.Subtract(f.Multiply(q.Y, f.Multiply(p.Z, zz1)), s1);
        if (h.IsZero)
            return r.IsZero ? Double(p) : default;
        return Finish(u1, s1, f.Multiply(f.Multiply(p.Z, q.Z), h), h, r);
    }

    /// <summary>k p for a public k by windows of four bits; faster than a sum over buckets for a single point.</summary>
    /// <param name="p">Any point.</param>
    /// <param name="k">Plain.</param>
    public JacobianPoint Multiply(in JacobianPoint p, in U256 k)
    {
        Span<JacobianPoint> multiples = new JacobianPoint[16];
        for (var i = 1; i < multiples.Length; i++)
            multiples[i] = Add(multiples[i - 1], p);
        JacobianPoint result = default;
        for (var bit = 252; bit >= 0; bit -= 4)
        {
            for (var i = 0; i < 4; i++)
                result = Double(result);
            result = Add(result, multiples[(int)k.Bits(bit, 4)]);
        }
        return result;
    }

    /// <summary>Affine form; false for the identity.</summary>
    public bool TryNormalize(in JacobianPoint p, out AffinePoint affine)
    {
        affine = default;
        if (p.IsIdentity)
            return false;
        var inverse = Field.Invert(p.Z);
        var squared = Field.Square(inverse);
        affine = new AffinePoint(Field.Multiply(p.X, squared), Field.Multiply(p.Y, Field.Multiply(squared, inverse)));
        return true;
    }

    /// <summary>Affine forms with one shared inversion; none may be the identity.</summary>
    public AffinePoint[] NormalizeAll(ReadOnlySpan<JacobianPoint> points)
    {
        var before = new U256[points.Length];
        var product = Field.One;
        for (var i = 0; i < points.Length; i++)
        {
            before[i] = product;
            product = Field.Multiply(product, points[i].Z);
        }
        var inverse = Field.Invert(product);
        var result = new AffinePoint[points.Length];
        for (var i = points.Length - 1; i >= 0; i--)
        {
            var own = Field.Multiply(inverse, before[i]);
            inverse = Field.Multiply(inverse, points[i].Z);
            var squared = Field.Square(own);
            result[i] = new AffinePoint(Field.Multiply(points[i].X, squared), Field.Multiply(points[i].Y, Field.Multiply(squared, own)));
        }
        return result;
    }

    private JacobianPoint Finish(in U256 x1, in U256 y1, in U256 z3, in U256 h, in U256 r)
    {
        var f = Field;
        var hh = f.Square(h);
        var hhh = f.Multiply(h, hh);
        var v = f.Multiply(x1, hh);
        var x3 = f.Subtract(f.Subtract(f.Square(r), hhh), f.Add(v, v));
        var y3 = f.Subtract(f.Multiply(r, f.Subtract(v, x3)), f.Multiply(y1, hhh));
        return new JacobianPoint(x3, y3, z3);
    }
}
