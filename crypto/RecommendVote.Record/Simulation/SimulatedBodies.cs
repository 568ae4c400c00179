using System.Globalization;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>The bodies that staff and trustees of a simulated meeting send, made from the record so far.</summary>
public sealed class SimulatedBodies(SimulationPlan plan, SimulationKeys keys, MeetingRecord record, IRandomSource random)
{
    private readonly Dictionary<int, TrusteeKeyBody> keyBodies = [];

    private Suite Suite => plan.Suite;

    public ManifestBody Manifest() => new()
    {
        Suite = Suite,
        Meeting = plan.Meeting,
        Nonce = BodyComposer.Nonce(random),
        Title = plan.Title,
        Place = "",
        Time = "2026-11-20T01:00:00Z",
        Kind = plan.Kind,
        Marks = plan.Marks,
        Categories = [.. plan.Categories.Select(item => new NamedId(item.Id, item.Name))],
        Trustees = [.. keys.Trustees.Select((key, i) => new NamedKey(TrusteeName(i + 1), key.PublicKey.Encode()))],
        Threshold = plan.Threshold,
        AllTrusteesAcknowledged = plan.Threshold == plan.Trustees,
        MinGroupSize = plan.MinGroupSize,
        AllowSmall = plan.AllowSmall,
        AcknowledgedSmallClass = plan.AcknowledgedSmallClass,
        Revoting = plan.Revoting,
        Policy = plan.Policy,
        SingleWriteIns = plan.SingleWriteIns,
        TallyQuorum = plan.TallyQuorum,
        WitnessQuorum = plan.WitnessQuorum,
        Quorum = new QuorumRule(2, 3),
        Organizer = new NamedKey("组织人事部门 Organizer", keys.Organizer.PublicKey.ToArray()),
        Issuer = new NamedKey("票卡发放 Issuer", keys.Issuer.PublicKey.ToArray()),
        Officers = [.. keys.Officers.Select((key, i) => new NamedKey(
            "派驻纪检监察组 Officer" + (i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {i + 1}")), key.PublicKey.ToArray()))],
        Tellers = [.. keys.Tellers.Select((key, i) => new NamedKey(
            string.Create(CultureInfo.InvariantCulture, $"计票人{i + 1} Teller {i + 1}"), key.PublicKey.ToArray()))],
        ServerKey = keys.Server.PublicKey.ToArray(),
    };

    public ContestsBody Contests() => new()
    {
        Nonce = BodyComposer.Nonce(random),
        Contests = plan.Contests,
        Announcement = new Announcement("", "", "", "", ""),
    };

    public TrusteeCommitBody Commit(int trustee)
    {
        var body = Key(trustee);
        return new TrusteeCommitBody
        {
            Trustee = trustee,
            Commit = Crypto.TrusteeKeyBody.Commit(Suite, record.ManifestHash, trustee, body.Nonce, body.ToBytes()),
        };
    }

    /// <summary>The same body for the commit and for its opening.</summary>
    public TrusteeKeyBody Key(int trustee)
    {
        if (keyBodies.TryGetValue(trustee, out var made))
            return made;
        var nonce = new byte[FieldRules.HashLength];
        random.Fill(nonce);
        var proved = Crypto.TrusteeKeyBody.Prove(
            Suite, record.ManifestHash, trustee, TrusteeName(trustee), keys.Trustees[trustee - 1], keys.Polynomials[trustee - 1], random);
        return keyBodies[trustee] = new TrusteeKeyBody
        {
            Trustee = trustee,
            Name = proved.Name,
            Key = proved.K.Encode(),
            Nonce = nonce,
            A = Vector(proved.A),
            R = Vector(proved.R),
            Z = Vector(proved.Z),
        };
    }

    public TrusteeSharesBody Shares(int trustee)
    {
        var shares = TrusteeShares.Seal(
            Suite, record.ManifestHash, trustee, keys.Polynomials[trustee - 1], [.. keys.Trustees.Select(key => key.PublicKey)], random);
        return new TrusteeSharesBody { Trustee = trustee, E = shares.E.Encode(), C = Vector(shares.C) };
    }

    public TrusteeReadyBody Ready(int trustee)
    {
        var (size, root) = record.Ceremony!.AfterShares!.Value;
        return new TrusteeReadyBody { Trustee = trustee, Size = size, Root = root, H = record.JointKey!.Encode() };
    }

    public RehearsalBody Rehearsal(int trustee)
    {
        var (size, root) = record.Ceremony!.BeforeRehearsals ?? (record.Size, record.Tree!.Root());
        var (alpha, _) = Crypto.Rehearsal.Dummy(Suite, root, record.JointKey!);
        var context = new DecryptionContext(Suite, record.ManifestHash.Memory, 0, size, root.Memory, trustee, record.Ceremony.ShareKeys[trustee - 1]);
        var proof = PartialDecryption.Prove(context, keys.Share(trustee), [alpha], random);
        return new RehearsalBody
        {
            Trustee = trustee,
            Size = size,
            Root = root,
            D = proof.D[0].Encode(),
            Tg = proof.Tg.Encode(),
            Ta = proof.Ta.Encode(),
            Z = proof.Z.ToBytes(),
        };
    }

    public CardsBody Cards(SimulatedClass cardClass)
    {
        ArgumentNullException.ThrowIfNull(cardClass);
        return new CardsBody
        {
            Nonce = BodyComposer.Nonce(random),
            Class = cardClass.Id,
            Category = cardClass.Category,
            Contests = cardClass.Contests,
            Cards = Sorted(keys.Cards.Where(card => card.Class == cardClass.Id)),
        };
    }

    public CardsVoidedBody Voided() => new()
    {
        Nonce = BodyComposer.Nonce(random),
        Reason = "not-handed-out",
        Cards = Sorted(plan.Classes.SelectMany(item =>
            keys.Cards.Where(card => card.Class == item.Id && card.Number >= item.Cards - item.Voided))),
    };

    /// <summary>A spare card given out for a lost one.</summary>
    public CardReplacedBody Replaced(string cardClass, int card) => new()
    {
        Nonce = BodyComposer.Nonce(random),
        Card = keys.Card(cardClass, card).PublicKey,
        Reason = "lost",
        Text = "",
    };

    /// <exception cref="InvalidOperationException">The plan has no paper.</exception>
    public PaperCountBody PaperCount() => plan.Paper is { } paper
        ? new() { Nonce = BodyComposer.Nonce(random), Forms = paper.Forms, Contests = paper.Contests }
        : throw new InvalidOperationException("a plan without paper");

    public OpenedBody Opened() => BodyComposer.Opened(record, Attendance(), random);

    public ClosedBody Closed() => BodyComposer.Closed(
        record,
        Attendance(),
        [.. record.Turnout.Zip(plan.Categories, (item, category) => Math.Min(item.Cards - item.Voided - Challengers(category.Id), category.Present))],
        random,
        plan.Challengers.Select(item => keys.Card(item.Class, item.Card).PublicKey));

    private int Challengers(string category) => plan.Challengers.Count(item => plan.Classes.First(c => c.Id == item.Class).Category == category);

    public TallyReadyBody TallyReady(int trustee)
    {
        var (size, root) = record.BeforeTally!.Value;
        return new TallyReadyBody { Trustee = trustee, Size = size, Root = root };
    }

    /// <summary>The trustee's next mix of a contest.</summary>
    /// <param name="trustee">From 1.</param>
    /// <param name="contest">Position of a contest that needs one.</param>
    public MixedBody Mixed(int trustee, int contest) =>
        MixComposer.Mix(record, record.Mixes.First(item => item.Contest == contest), trustee, random);

    public DecryptionBody Decryption(int trustee, int phase = 1)
    {
        var context = record.DecryptionContext(trustee, phase);
        var proof = PartialDecryption.Prove(context, keys.Share(trustee), record.DecryptionList(phase)!, random);
        return new DecryptionBody
        {
            Phase = phase,
            Size = context.Size,
            Root = new Bytes(context.Root),
            Trustee = trustee,
            D = Vector(proof.D),
            Tg = proof.Tg.Encode(),
            Ta = proof.Ta.Encode(),
            Z = proof.Z.ToBytes(),
        };
    }

    /// <exception cref="InvalidOperationException">The gate let something through that has no count.</exception>
    public ResultBody Result()
    {
        var (result, refusal) = ResultBuilder.Build(record);
        return result ?? throw new InvalidOperationException(refusal!.ToString());
    }

    public AttestationBody Attestation() => BodyComposer.Attestation(record, AttestationBody.Verified, "", random);

    public IReadOnlyList<Attendance> Attendance() =>
        [.. plan.Categories.Select(item => new Attendance(item.Id, item.Expected, item.Present))];

    private static string TrusteeName(int trustee) => $"监票人{trustee} Trustee {trustee}";

    private static BytesVector Sorted(IEnumerable<SimulatedCard> cards) =>
        BytesVector.Join(cards.Select(card => card.PublicKey).Order(), Point.Length);

    private static BytesVector Vector(IEnumerable<Point> points) => BytesVector.Join(points.Select(point => (Bytes)point.Encode()), Point.Length);

    private static BytesVector Vector(IEnumerable<Scalar> scalars) => BytesVector.Join(scalars.Select(scalar => (Bytes)scalar.ToBytes()), Scalar.Length);
}
