using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Sums of the ciphertexts of one contest and one category over its counted ballots.</summary>
internal sealed class ContestSums(Group group, int bits)
{
    private readonly PointColumns alpha = new(group, bits);
    private readonly PointColumns beta = new(group, bits);

    public int Bits => alpha.Count;

    public int Ballots { get; private set; }

    /// <param name="ciphertexts">The ballot's.</param>
    /// <param name="firstBit">The contest's first bit in it.</param>
    public void Add(BallotCiphertexts ciphertexts, int firstBit)
    {
        Ballots++;
        for (var bit = 0; bit < Bits; bit++)
        {
            alpha.Add(bit, ciphertexts.Alpha[firstBit + bit]);
            beta.Add(bit, ciphertexts.Beta[firstBit + bit]);
        }
    }

    public void Remove(BallotCiphertexts ciphertexts, int firstBit)
    {
        Ballots--;
        for (var bit = 0; bit < Bits; bit++)
        {
            alpha.Subtract(bit, ciphertexts.Alpha[firstBit + bit]);
            beta.Subtract(bit, ciphertexts.Beta[firstBit + bit]);
        }
    }

    public (Point Alpha, Point Beta) Item(int bit) => (alpha[bit], beta[bit]);
}
