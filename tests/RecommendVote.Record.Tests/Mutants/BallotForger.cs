using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Signs changed ballots and audits with their own card, so that only the mathematics can object.</summary>
internal static class BallotForger
{
    /// <summary>The transcript up to the tracker.</summary>
    public static (BallotTranscript Transcript, byte[] Tracker) Begin(BallotStatement statement, SealedBallot ballot)
    {
        var p = ballot.Proof;
        var transcript = new BallotTranscript(statement, ballot.Card, ballot.Supersedes, ballot.Ciphertexts, p.B);
        transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        return (transcript, transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW));
    }

    /// <summary>The ballot with a new signature of the card, for the domain given.</summary>
    public static SealedBallot Sign(BallotStatement statement, SealedBallot ballot, CardKey card, BallotDomain domain, ReadOnlySpan<byte> opening, IRandomSource random)
    {
        var (transcript, _) = Begin(statement, ballot);
        transcript.Choose(domain, opening);
        var nonce = transcript.Nonce(card.Secret, random);
        var commitment = statement.Suite.Group.Generator * nonce;
        return ballot with { R = commitment, S = nonce + (transcript.Sign(commitment) * card.Secret) };
    }
}
