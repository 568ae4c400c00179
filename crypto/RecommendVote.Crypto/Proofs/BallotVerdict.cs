namespace RecommendVote.Crypto;

/// <summary>The first check a ballot fails, in this order.</summary>
public enum BallotFault
{
    None,

    /// <summary>Vector lengths, presence of slot fields, groups or the identity do not fit the class.</summary>
    Shape,

    /// <summary>A contest's weighted sum of f is not max * x.</summary>
    ContestSum,

    /// <summary>xB + A = zA u + sum f_i g_i fails.</summary>
    E1,

    /// <summary>xC + D = zC u + sum f_i(x - f_i) g_i fails.</summary>
    E2,

    /// <summary>zT g = T1 + x sum w_i alpha_i fails.</summary>
    E3,

    /// <summary>zT h + (sum w_i f_i) g = T2 + x sum w_i beta_i fails.</summary>
    E4,

    /// <summary>zW g = T3 + x sum w'_j alpha'_j fails.</summary>
    E5,

    /// <summary>The card's signature s g = R + e pk fails.</summary>
    E6,

    /// <summary>The opening of an audited ballot does not give its ciphertexts.</summary>
    Opening,
}

/// <summary>The outcome of verifying one ballot. The tracker (32 bytes) is there unless the shape is wrong.</summary>
public sealed record BallotVerdict(BallotFault Fault, ReadOnlyMemory<byte>? Tracker)
{
    public bool IsValid => Fault == BallotFault.None;

    /// <summary>Stable code: ok, shape, contest-sum, E1..E6, opening.</summary>
    public string Code => Fault switch
    {
        BallotFault.None => "ok",
        BallotFault.Shape => "shape",
        BallotFault.ContestSum => "contest-sum",
        BallotFault.Opening => "opening",
        _ => Fault.ToString(),
    };
}
