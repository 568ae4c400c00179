using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Sums of the ciphertexts of one contest and one category over its counted ballots.</summary>
internal sealed class ContestSums
{
    private readonly PointSum[] alpha;
    private readonly PointSum[] beta;

    public ContestSums(Group group, int bits)
    {
        alpha = [.. Enumerable.Range(0, bits).Select(_ => new PointSum(group))];
        beta = [.. Enumerable.Range(0, bits).Select(_ => new PointSum(group))];
    }

    public int Bits => alpha.Length;

    public int Ballots { get; private set; }

    /// <param name="ciphertexts">The ballot's.</param>
    /// <param name="firstBit">The contest's first bit in it.</param>
    public void Add(BallotCiphertexts ciphertexts, int firstBit)
    {
        Ballots++;
        for (var bit = 0; bit < alpha.Length; bit++)
        {
            alpha[bit].Add(ciphertexts.Alpha[firstBit + bit]);
            beta[bit].Add(ciphertexts.Beta[firstBit + bit]);
        }
    }

    public void Remove(BallotCiphertexts ciphertexts, int firstBit)
    {
        Ballots--;
        for (var bit = 0; bit < alpha.Length; bit++)
        {
            alpha[bit].Subtract(ciphertexts.Alpha[firstBit + bit]);
            beta[bit].Subtract(ciphertexts.Beta[firstBit + bit]);
        }
    }

    public (Point Alpha, Point Beta) Item(int bit) => (alpha[bit].Value(), beta[bit].Value());
}
