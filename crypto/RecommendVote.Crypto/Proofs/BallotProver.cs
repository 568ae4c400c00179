namespace RecommendVote.Crypto;

/// <summary>Makes ballot proofs. It proves whatever it is given: that the bits obey the rules is the caller's business.</summary>
internal static class BallotProver
{
    /// <summary>The proof and the transcript ready for the signature, with the tracker.</summary>
    public static (BallotProof Proof, BallotTranscript Transcript, byte[] Tracker) Prove(
        BallotStatement statement, Point card, ReadOnlyMemory<byte>? supersedes,
        BallotWitness witness, BallotCiphertexts ciphertexts, IRandomSource random,
        ProverArithmetic? arithmetic = null)
    {
        arithmetic ??= ProverArithmetic.Secret;
        var group = statement.Suite.Group;
        var (g, h) = (group.Generator, statement.Key);
        var (n, slots) = (statement.Layout.EncryptedBits, statement.Layout.Slots);
        var bits = witness.Bits;

        var (rhoA, rhoB, rhoC, rhoD) = (group.RandomScalar(random), group.RandomScalar(random), group.RandomScalar(random), group.RandomScalar(random));
        var (tau, tauText) = (group.RandomScalar(random), group.RandomScalar(random));
        var a = Blinders(statement, random);

        var b = arithmetic.Commit(statement.Suite, [(rhoB, bits)])[0];
        var transcript = new BallotTranscript(statement, card, supersedes, ciphertexts, b);
        var weights = Weights.Expand(statement.Suite, transcript.Y, n + slots);

        var two = group.FromInt(2);
        Scalar[] forC = [.. a.Select((ai, i) => ai * (group.One - (two * bits[i])))];
        Scalar[] forD = [.. a.Select(ai => -ai.Square())];
        var committed = arithmetic.Commit(statement.Suite, [(rhoA, a), (rhoC, forC), (rhoD, forD)]);
        var (commitA, commitC, commitD) = (committed[0], committed[1], committed[2]);
        var t1 = arithmetic.Multiply(g, tau);
        var t2 = arithmetic.Multiply(h, tau) + arithmetic.Multiply(g, InnerProduct(group, weights.AsSpan(0, n), a));
        var t3 = slots > 0 ? arithmetic.Multiply(g, tauText) : null;
        var x = transcript.Commit(commitA, commitC, commitD, t1, t2, t3);

        var f = a.Select((ai, i) => (bits[i] * x) + ai).ToArray();
        var zA = (rhoB * x) + rhoA;
        var zC = (rhoC * x) + rhoD;
        var zT = tau + (x * InnerProduct(group, weights.AsSpan(0, n), witness.Randomness));
        Scalar? zW = slots > 0 ? tauText + (x * InnerProduct(group, weights.AsSpan(n), witness.TextRandomness)) : null;
        var tracker = transcript.Respond(f, zA, zC, zT, zW);
        return (new BallotProof(b, commitA, commitC, commitD, t1, t2, t3, f, zA, zC, zT, zW), transcript, tracker);
    }

    /// <summary>Uniform a_i, but one weight-1 bit per contest set so that the contest's weighted sum is zero.</summary>
    private static Scalar[] Blinders(BallotStatement statement, IRandomSource random)
    {
        var group = statement.Suite.Group;
        var layout = statement.Layout;
        var a = new Scalar[layout.Bits];
        for (var i = 0; i < a.Length; i++)
            a[i] = group.RandomScalar(random);
        for (var contest = 0; contest < layout.Contests.Count; contest++)
        {
            var pivot = layout.OptionBit(contest, 0);
            var sum = group.Zero;
            foreach (var bit in layout.BitsOf(contest).Where(bit => bit != pivot))
                sum += group.FromInt(layout.BitWeights[bit]) * a[bit];
            a[pivot] = -sum;
        }
        return a;
    }

    private static Scalar InnerProduct(Group group, ReadOnlySpan<Scalar> left, ReadOnlySpan<Scalar> right)
    {
        var sum = group.Zero;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
