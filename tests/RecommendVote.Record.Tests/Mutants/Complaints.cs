using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>A complaint that is proven but without ground, so that the complainer is at fault: V13 has something to look at.</summary>
internal static class Complaints
{
    public static TrusteeComplaintBody Make(MeetingSimulation sim, int trustee, int dealer, TrusteeShares shares)
    {
        var identity = sim.Keys.Trustees[trustee - 1];
        var complaint = TrusteeComplaint.Prove(sim.Plan.Suite, sim.Record.ManifestHash, shares, trustee, identity, new SeededRandomSource("complaint"));
        return new TrusteeComplaintBody { Trustee = trustee, Dealer = dealer, S = complaint.S.Encode(), C = complaint.C.ToBytes(), Z = complaint.Z.ToBytes() };
    }
}
