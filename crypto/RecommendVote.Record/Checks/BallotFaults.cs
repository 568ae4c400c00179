using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Which check a fault of the ballot proof belongs to.</summary>
internal static class BallotFaults
{
    public static Refusal ToRefusal(BallotFault fault, string type = EntryTypes.Ballot)
    {
        var (code, check) = fault switch
        {
            BallotFault.Shape => (Codes.WrongContests, Check.V20),
            BallotFault.ContestSum => (Codes.ProofInvalid, Check.V22),
            BallotFault.E1 or BallotFault.E2 => (Codes.ProofInvalid, Check.V23),
            BallotFault.E3 or BallotFault.E4 => (Codes.ProofInvalid, Check.V24),
            BallotFault.E5 => (Codes.ProofInvalid, Check.V25),
            BallotFault.Opening => (Codes.OpeningInvalid, Check.V35),
            _ => (Codes.SignatureInvalid, Check.V26),
        };
        return new Refusal(code, check, fault.ToString(), null, type);
    }
}
