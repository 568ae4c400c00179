namespace RecommendVote.Crypto.Tests;

/// <summary>A cheater that proves honestly about its own ballot but sends a text ciphertext derived from another ballot's.</summary>
internal sealed class BallotRelatedText(BallotStatement statement, Point textAlpha, Point textBeta)
{
    public SealedBallot Seal(CardKey card, Meeting meeting)
    {
        var witness = BallotWitness.Create(
            statement, BallotStatementTests.HonestBits(meeting), BallotStatementTests.HonestTexts(meeting), meeting.Random);
        var own = witness.Encrypt(statement);
        var ciphertexts = own with
        {
            TextAlpha = BallotSoundnessTests.Replace(own.TextAlpha, 0, textAlpha),
            TextBeta = BallotSoundnessTests.Replace(own.TextBeta, 0, textBeta),
        };
        var (proof, transcript, _) = BallotProver.Prove(statement, card.PublicKey, null, witness, ciphertexts, meeting.Random);
        transcript.Choose(BallotDomain.Cast, []);
        var k = transcript.Nonce(card.Secret, meeting.Random);
        var r = meeting.Suite.Group.Generator * k;
        return new SealedBallot(card.PublicKey, null, ciphertexts, proof, r, k + (transcript.Sign(r) * card.Secret));
    }
}
