using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>A card of a simulated meeting with its secrets.</summary>
/// <param name="Class">Class id.</param>
/// <param name="Number">Number in its class, from 0.</param>
/// <param name="Seed">16 bytes.</param>
/// <param name="Key">The card's key.</param>
public sealed record SimulatedCard(string Class, int Number, Bytes Seed, CardKey Key)
{
    /// <summary>65 bytes.</summary>
    public Bytes PublicKey { get; } = Key.PublicKey.Encode();
}

/// <summary>All secrets of a simulated meeting: in a real one no two of them are ever in one place.</summary>
public sealed class SimulationKeys
{
    internal SimulationKeys(SimulationPlan plan, IRandomSource random)
    {
        var scheme = plan.Suite.StaffSignatures;
        Organizer = scheme.Generate(random);
        Issuer = scheme.Generate(random);
        Officer = scheme.Generate(random);
        Server = scheme.Generate(random);
        Trustees = [.. Enumerable.Range(0, plan.Trustees).Select(_ => TrusteeIdentity.Generate(plan.Suite, random))];
        OtherOfficers = [.. Enumerable.Range(1, plan.Officers - 1).Select(_ => scheme.Generate(random))];
        Tellers = [.. Enumerable.Range(0, plan.Tellers).Select(_ => scheme.Generate(random))];
        Polynomials = [.. Enumerable.Range(0, plan.Trustees).Select(_ => TrusteePolynomial.Generate(plan.Suite, plan.Threshold, random))];
        Cards = [.. plan.Classes.SelectMany(item => Enumerable.Range(0, item.Cards).Select(number => (item.Id, number))).Select(card =>
        {
            var seed = new byte[CardKey.SeedLength];
            random.Fill(seed);
            return new SimulatedCard(card.Id, card.number, seed, CardKey.FromSeed(plan.Suite, seed, plan.Meeting));
        })];
    }

    public StaffKeyPair Organizer { get; }

    public StaffKeyPair Issuer { get; }

    public StaffKeyPair Officer { get; }

    /// <summary>All officers in the manifest's order.</summary>
    public IReadOnlyList<StaffKeyPair> Officers => [Officer, .. OtherOfficers];

    public IReadOnlyList<StaffKeyPair> Tellers { get; }

    public StaffKeyPair Server { get; }

    public IReadOnlyList<TrusteeIdentity> Trustees { get; }

    public IReadOnlyList<TrusteePolynomial> Polynomials { get; }

    public IReadOnlyList<SimulatedCard> Cards { get; }

    private IReadOnlyList<StaffKeyPair> OtherOfficers { get; }

    public SimulatedCard Card(string cardClass, int number) => Cards.First(card => card.Class == cardClass && card.Number == number);

    /// <summary>x_j of trustee j.</summary>
    public Scalar Share(int trustee) => TrusteeKeys.CombineShares([.. Polynomials.Select(polynomial => polynomial.Share(trustee))]);
}
