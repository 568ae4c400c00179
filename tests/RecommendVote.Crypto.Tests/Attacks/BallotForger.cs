namespace RecommendVote.Crypto.Tests;

/// <summary>
/// A prover whose steps can be taken in any order. The bits it proves and the values its ciphertexts hold are two things.
/// Honest order: <see cref="Encrypt"/>, <see cref="CommitBits"/>, <see cref="CommitRest"/>, <see cref="Respond"/>, <see cref="Sign"/>.
/// </summary>
internal sealed class BallotForger
{
    private readonly Meeting meeting;
    private readonly Scalar[] randomness;
    private readonly Scalar[] textRandomness;
    private readonly Scalar[] blinders;
    private readonly Scalar rhoA;
    private readonly Scalar rhoB;
    private readonly Scalar rhoC;
    private readonly Scalar rhoD;
    private readonly Scalar tau;
    private readonly Scalar tauText;

    public BallotForger(Meeting meeting, CardKey card, params string[] omit)
    {
        this.meeting = meeting;
        Card = card;
        Draft = new BallotDraft(meeting.Statement, omit) { Card = card.PublicKey };
        var layout = meeting.Statement.Layout;
        Bits = BallotStatementTests.HonestBits(meeting);
        Held = [.. Bits];
        Scalar[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Draw())];
        (randomness, textRandomness, blinders) = (Many(layout.EncryptedBits), Many(layout.Slots), Many(layout.Bits));
        (rhoA, rhoB, rhoC, rhoD, tau, tauText) = (Draw(), Draw(), Draw(), Draw(), Draw(), Draw());
        for (var contest = 0; contest < layout.Contests.Count; contest++)
        {
            var others = layout.BitsOf(contest).Skip(1).Aggregate(Group.Zero, (sum, bit) => sum + (Group.FromInt(layout.BitWeights[bit]) * blinders[bit]));
            blinders[layout.BitsOf(contest).First()] = -others;
        }
    }

    public BallotDraft Draft { get; }

    public CardKey Card { get; }

    /// <summary>M values that B commits to.</summary>
    public Scalar[] Bits { get; }

    /// <summary>What the N ciphertexts hold.</summary>
    public Scalar[] Held { get; }

    public Group Group => meeting.Suite.Group;

    private int N => meeting.Statement.Layout.EncryptedBits;

    public Scalar Draw() => Group.RandomScalar(meeting.Random);

    public Point DrawPoint() => Group.Generator * Draw();

    public void Encrypt()
    {
        var (g, h) = (Group.Generator, meeting.Key);
        var texts = BallotStatementTests.HonestTexts(meeting);
        Draft.Alpha = [.. randomness.Select(r => g * r)];
        Draft.Beta = [.. randomness.Select((r, i) => (h * r) + (g * Held[i]))];
        Draft.TextAlpha = [.. textRandomness.Select(r => g * r)];
        Draft.TextBeta = [.. textRandomness.Select((r, j) => (h * r) + texts[j])];
    }

    public void CommitBits() => Draft.B = Commit(rhoB, Bits);

    public void CommitRest()
    {
        Draft.A = Commit(rhoA, blinders);
        Draft.C = Commit(rhoC, [.. blinders.Select((a, i) => a * (Group.One - Bits[i] - Bits[i]))]);
        Draft.D = Commit(rhoD, [.. blinders.Select(a => -(a * a))]);
        Draft.T1 = Group.Generator * tau;
        Draft.T2 = (meeting.Key * tau) + (Group.Generator * Inner(blinders[..N], Draft.Weights()));
        Draft.T3 = textRandomness.Length > 0 ? Group.Generator * tauText : null;
    }

    public void Respond()
    {
        var (x, w) = (Draft.X(), Draft.Weights());
        Draft.F = [.. blinders.Select((a, i) => (Bits[i] * x) + a)];
        Draft.ZA = (rhoB * x) + rhoA;
        Draft.ZC = (rhoC * x) + rhoD;
        Draft.ZT = tau + (x * Inner(randomness, w));
        Draft.ZW = textRandomness.Length > 0 ? tauText + (x * Inner(textRandomness, w[N..])) : null;
    }

    public void Sign()
    {
        var k = Draw();
        Draft.R = Group.Generator * k;
        Draft.S = k + (Draft.E() * Card.Secret);
    }

    public static Scalar Inner(Scalar[] left, Scalar[] right) =>
        left.Select((v, i) => v * right[i]).Aggregate((a, b) => a + b);

    private Point Commit(Scalar rho, Scalar[] values) =>
        BallotDraft.Times(meeting.Suite.Generators.U, rho) + BallotDraft.Dot(Draft.Bases, values);
}
