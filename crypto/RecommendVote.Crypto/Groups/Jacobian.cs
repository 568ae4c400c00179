namespace RecommendVote.Crypto;

/// <summary>An affine point, coordinates in Montgomery form; not the identity.</summary>
internal readonly struct AffinePoint(U256 x, U256 y)
{
    public readonly U256 X = x;
    public readonly U256 Y = y;
}

/// <summary>A point X/Z^2, Y/Z^3 in Jacobian coordinates, Montgomery form; Z = 0 is the identity.</summary>
internal readonly struct JacobianPoint(U256 x, U256 y, U256 z)
{
    public readonly U256 X = x;
    public readonly U256 Y = y;
    public readonly U256 Z = z;

    public bool IsIdentity => Z.IsZero;
}
