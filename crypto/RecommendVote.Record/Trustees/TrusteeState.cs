using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>
/// An entry that this trustee signed: kept so that it is sent again as it was, never made a second time. Mixes are not kept: one that did not
/// arrive is made anew.
/// </summary>
/// <param name="Type">The entry's type.</param>
/// <param name="Entry">The exact bytes of the whole entry.</param>
public sealed record SignedStep(string Type, Bytes Entry)
{
    /// <summary>The phase of a <c>decryption</c>, which is kept once per phase; else 0.</summary>
    public int Phase { get; } = Type == EntryTypes.Decryption ? PhaseOf(Entry) : 0;

    private static int PhaseOf(Bytes entry) =>
        EntryCodec.TryReadBody(entry, out var body) && DecryptionBody.TryReadPhase(body, out var phase) ? phase : 0;
}

/// <summary>
/// Everything a trustee must keep between two steps; the content of its sealed file (docs/spec/sealed-file.md).
/// Immutable: a step gives a new state, which is to be stored before its entry is sent.
/// </summary>
public sealed record TrusteeState
{
    /// <summary>The word in the sealed file.</summary>
    public const string Content = "trustee-key";

    public required Suite Suite { get; init; }

    /// <summary>The meeting's id.</summary>
    public required string Meeting { get; init; }

    /// <summary>k_i, not zero.</summary>
    public required Scalar Key { get; init; }

    /// <summary>The manifest that this trustee takes part in, from its first step on; another one is refused.</summary>
    public Bytes? ManifestHash { get; init; }

    /// <summary>a_0 .. a_(t-1), from the commit until the shares stand in the log; else empty.</summary>
    public IReadOnlyList<Scalar> Polynomial { get; init; } = [];

    /// <summary>Signed entries in the order of signing, at most one of a type and, of <c>decryption</c>, of a phase.</summary>
    public IReadOnlyList<SignedStep> Steps { get; init; } = [];

    /// <summary>A fresh key for one meeting.</summary>
    public static TrusteeState Create(Suite suite, string meeting, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (!FieldRules.IsMeetingId(meeting))
            throw new ArgumentException("not a meeting id", nameof(meeting));
        return new TrusteeState { Suite = suite, Meeting = meeting, Key = suite.Group.RandomScalar(random) };
    }

    /// <summary>The signed entry of a type, or null.</summary>
    /// <param name="type">An entry type.</param>
    /// <param name="phase">For a <c>decryption</c> its phase.</param>
    public Bytes? SignedOf(string type, int phase = 0) => Steps.FirstOrDefault(step => step.Type == type && step.Phase == phase)?.Entry;

    /// <summary>Canonical JSON with every secret in it: seal it, then wipe it.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(this, writer);
        return writer.ToArray();
    }

    /// <summary>Reads the content of a sealed file; false for anything else than its one form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out TrusteeState? state)
    {
        state = null;
        return Canonical.TryDecode(json, null, Read, Write, out state, out _) && state is not null;
    }

    /// <summary>The type name only.</summary>
    public override string ToString() => nameof(TrusteeState);

    private static void Write(TrusteeState? state, CanonicalWriter writer)
    {
        if (state is null)
            return;
        writer.BeginObject().Text("suite", state.Suite.Name).Text("meeting", state.Meeting).Base64("key", state.Key.ToBytes());
        if (state.ManifestHash is { } hash)
            writer.Base64("manifest", hash);
        if (state.Polynomial.Count > 0)
            writer.Vector("polynomial", BytesVector.Join(state.Polynomial.Select(a => (Bytes)a.ToBytes()), Scalar.Length));
        writer.List("signed", state.Steps, static (step, w) =>
            w.BeginObject().Text("type", step.Type).Base64("entry", step.Entry).EndObject());
        writer.EndObject();
    }

    private static TrusteeState? Read(ref CanonicalReader r)
    {
        r.BeginObject();
        if (!Suite.TryParse(r.Word("suite", Suite.P256.Name, Suite.Sm2.Name), out var suite))
            return null;
        var meeting = r.Text("meeting");
        if (!FieldRules.IsMeetingId(meeting))
            r.Fail("meeting");
        if (!Scalar.TryDecode(suite, r.Base64("key", Scalar.Length), out var key) || key.IsZero)
        {
            r.Fail("key");
            return null;
        }
        Bytes? manifest = null;
        if (r.TryMember("manifest"))
            manifest = r.Base64(FieldRules.HashLength);
        var polynomial = r.TryMember("polynomial") ? ReadPolynomial(ref r, suite) : [];
        var signed = r.List("signed", static (ref CanonicalReader x) =>
        {
            x.BeginObject();
            var step = new SignedStep(x.Name("type"), x.Base64("entry"));
            x.EndObject();
            return step;
        });
        r.EndObject();
        if (signed.Select(step => (step.Type, step.Phase)).Distinct().Count() != signed.Count)
            r.Fail("an entry type twice");
        if (signed.Any(step => step.Type == EntryTypes.Mixed || (step.Type == EntryTypes.Decryption && step.Phase is not (1 or 2))))
            r.Fail("a mix, or a decryption of no phase");
        return new TrusteeState { Suite = suite, Meeting = meeting, Key = key, ManifestHash = manifest, Polynomial = polynomial, Steps = signed };
    }

    private static Scalar[] ReadPolynomial(ref CanonicalReader r, Suite suite)
    {
        var bytes = r.Base64();
        if (bytes.Length == 0 || bytes.Length > TrusteeRules.MaxTrustees * Scalar.Length || bytes.Length % Scalar.Length != 0
            || !Scalar.TryDecodeVector(suite, bytes, bytes.Length / Scalar.Length, out var coefficients)
            || coefficients.Any(a => a.IsZero))
        {
            r.Fail("polynomial");
            return [];
        }
        return coefficients;
    }
}
