using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>What the next entry of a simulated meeting is: a body that still needs signing, a checked ballot, or a checked audit.</summary>
public sealed record SimulationStep(string Type, Func<EntryBody>? MakeBody, CheckedBallot? Ballot, CheckedAudit? Audit = null);

/// <summary>
/// A whole meeting step by step, every entry through the gate. Callers may stop before any entry, add entries of their own and go on, so tests
/// can spoil one thing and keep the rest consistent. With a seeded source the record is the same byte for byte.
/// </summary>
public sealed class MeetingSimulation
{
    /// <summary>2026-11-20T01:00:00Z, the time in the manifest.</summary>
    private const long StartTime = 1_795_136_400;

    private readonly IRandomSource random;
    private readonly List<Bytes> entries = [];
    private readonly IEnumerator<SimulationStep> steps;
    private readonly CancellationToken cancellation;
    private bool finished;

    public MeetingSimulation(SimulationPlan plan, IRandomSource random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        if (!plan.Marks.Contains("simulated") && !plan.Marks.Contains("demo"))
            throw new ArgumentException("a simulated meeting is marked as such", nameof(plan));
        Plan = plan;
        this.random = random;
        this.cancellation = cancellation;
        Keys = new SimulationKeys(plan, random);
        Bodies = new SimulatedBodies(plan, Keys, Record, random);
        steps = Steps().GetEnumerator();
        finished = !steps.MoveNext();
    }

    public SimulationPlan Plan { get; }

    public SimulationKeys Keys { get; }

    public MeetingRecord Record { get; } = new();

    public SimulatedBodies Bodies { get; }

    public IReadOnlyList<Bytes> Entries => entries;

    /// <summary>What comes next; null at the end.</summary>
    public SimulationStep? Next => finished ? null : steps.Current;

    /// <summary>Makes and appends entries until the next one is of this type (or the end is reached).</summary>
    /// <param name="type">An entry type.</param>
    /// <param name="skip">How many entries of that type to append first.</param>
    public MeetingSimulation RunUntil(string type, int skip = 0)
    {
        while (Next is { } next)
        {
            if (next.Type == type && skip-- == 0)
                break;
            Advance();
        }
        return this;
    }

    /// <summary>Makes and appends all remaining entries.</summary>
    public MeetingSimulation Run()
    {
        while (Next is not null)
            Advance();
        return this;
    }

    /// <summary>Makes and appends the next entry.</summary>
    /// <exception cref="InvalidOperationException">At the end, or the gate refuses.</exception>
    public void Advance()
    {
        var next = Next ?? throw new InvalidOperationException("the simulated meeting is over");
        if (next.Ballot is { } ballot)
        {
            var result = Record.Apply(ballot);
            if (!result.Accepted)
                throw new InvalidOperationException(result.Refusal!.ToString());
            entries.Add(ballot.Entry);
        }
        else if (next.Audit is { } audit)
        {
            var result = Record.Apply(audit);
            if (!result.Accepted)
                throw new InvalidOperationException(result.Refusal!.ToString());
            entries.Add(audit.Entry);
        }
        else
        {
            Append(Sign(next.MakeBody!()));
        }
        finished = !steps.MoveNext();
    }

    /// <summary>Passes over the next entry without making it.</summary>
    public void Skip() => finished = !steps.MoveNext();

    /// <summary>Appends an entry through the gate.</summary>
    /// <exception cref="InvalidOperationException">The gate refuses.</exception>
    public void Append(ReadOnlyMemory<byte> entry)
    {
        var result = Record.Apply(entry);
        if (!result.Accepted)
            throw new InvalidOperationException(result.Refusal!.ToString());
        entries.Add(Bytes.Copy(entry.Span));
    }

    /// <summary>Signs a body by whoever its type needs.</summary>
    public byte[] Sign(EntryBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var trustee = body is TrusteeBody { Trustee: var sender } ? sender : 0;
        return Sign(body.Type, body.ToBytes(), trustee);
    }

    /// <summary>Signs exact body bytes by whoever the type needs.</summary>
    /// <param name="type">An entry type with envelope.</param>
    /// <param name="body">Exact body bytes.</param>
    /// <param name="trustee">The signing trustee for a trustee's type, from 1.</param>
    public byte[] Sign(string type, Bytes body, int trustee = 0)
    {
        var unsigned = new UnsignedEntry(type, body);
        EntrySignature Staff(SignerId signer, StaffKeyPair key) => unsigned.SignAsStaff(Plan.Suite, signer, key, Record.ManifestHash);
        return EntryTypes.Find(type)?.Signers switch
        {
            EntrySigners.Organizer => unsigned.ToEntry(Staff(SignerId.Organizer, Keys.Organizer)),
            EntrySigners.Issuer => unsigned.ToEntry(Staff(SignerId.Issuer, Keys.Issuer)),
            EntrySigners.Server => unsigned.ToEntry(Staff(SignerId.Server, Keys.Server)),
            EntrySigners.Officer => unsigned.ToEntry(Staff(SignerId.Officer(1), Keys.Officer)),
            EntrySigners.OrganizerAndOfficer => unsigned.ToEntry(
                Staff(SignerId.Organizer, Keys.Organizer), Staff(SignerId.Officer(1), Keys.Officer)),
            EntrySigners.TellersAndOfficer => unsigned.ToEntry(
                Staff(SignerId.Teller(1), Keys.Tellers[0]), Staff(SignerId.Teller(2), Keys.Tellers[1]), Staff(SignerId.Officer(1), Keys.Officer)),
            EntrySigners.Trustee => unsigned.ToEntry(
                unsigned.SignAsTrustee(Plan.Suite, trustee, Keys.Trustees[trustee - 1].Secret, Record.ManifestHash, random)),
            _ => throw new ArgumentException("a type without envelope", nameof(type)),
        };
    }

    /// <summary>The server's signed checkpoint over any list of entries.</summary>
    public SignedNote SignCheckpoint(IEnumerable<Bytes> over)
    {
        ArgumentNullException.ThrowIfNull(over);
        var tree = new MerkleTree(Plan.Suite);
        foreach (var entry in over)
            tree.Append(entry);
        return Sign(new Checkpoint(Checkpoint.OriginOf(Plan.Meeting), tree.Size, tree.Root()));
    }

    /// <summary>The server's signed checkpoint over the entries so far.</summary>
    public SignedNote SignCheckpoint() => Sign(Record.Checkpoint());

    /// <summary>The officer's cosignature of a checkpoint, made as many seconds after the meeting's start as it has entries.</summary>
    public NoteSignature Cosign(Checkpoint checkpoint, int officer)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new CosignatureKey(Record.Manifest!, officer).Sign(checkpoint.Text, StartTime + checkpoint.Size, Keys.Officers[officer - 1]);
    }

    private SignedNote Sign(Checkpoint checkpoint)
    {
        var note = checkpoint.Sign(Plan.Suite, Keys.Server);
        return Record.Manifest is { } manifest
            ? note.With(Enumerable.Range(1, Math.Min(manifest.CosignaturesNeeded, Keys.Officers.Count)).Select(officer => Cosign(checkpoint, officer)))
            : note;
    }

    private IEnumerable<SimulationStep> Steps()
    {
        var trustees = Enumerable.Range(1, Plan.Trustees).ToList();
        yield return Body(EntryTypes.Manifest, Bodies.Manifest);
        yield return Body(EntryTypes.Contests, Bodies.Contests);
        foreach (var i in trustees)
            yield return Body(EntryTypes.TrusteeCommit, () => Bodies.Commit(i));
        foreach (var i in trustees)
            yield return Body(EntryTypes.TrusteeKey, () => Bodies.Key(i));
        foreach (var i in trustees)
            yield return Body(EntryTypes.TrusteeShares, () => Bodies.Shares(i));
        foreach (var i in trustees)
            yield return Body(EntryTypes.TrusteeReady, () => Bodies.Ready(i));
        foreach (var i in trustees)
            yield return Body(EntryTypes.Rehearsal, () => Bodies.Rehearsal(i));
        foreach (var cardClass in Plan.Classes)
            yield return Body(EntryTypes.Cards, () => Bodies.Cards(cardClass));
        if (Plan.Classes.Any(item => item.Voided > 0))
            yield return Body(EntryTypes.CardsVoided, Bodies.Voided);
        foreach (var (cardClass, card) in Plan.Replaced)
            yield return Body(EntryTypes.CardReplaced, () => Bodies.Replaced(cardClass, card));
        yield return Body(EntryTypes.Opened, Bodies.Opened);
        if (Record.Open is { } meeting)
        {
            var ballots = SimulatedBallots.Make(Plan, Keys, meeting, random, cancellation);
            for (var i = 0; i < Math.Max(ballots.Count, Plan.Audits.Count); i++)
            {
                if (i < Plan.Audits.Count)
                    yield return new SimulationStep(EntryTypes.BallotAudited, null, null, SimulatedBallots.Audit(Plan.Audits[i], Keys, Record, random));
                if (i < ballots.Count)
                    yield return new SimulationStep(EntryTypes.Ballot, null, ballots[i]);
            }
        }
        yield return Body(EntryTypes.Closed, Bodies.Closed);
        if (Plan.Paper is not null)
            yield return Body(EntryTypes.PaperCount, Bodies.PaperCount);
        foreach (var contest in Record.Mixes.Select(item => item.Contest).ToList())
        {
            foreach (var i in trustees.Take(Plan.Threshold))
                yield return Body(EntryTypes.Mixed, () => Bodies.Mixed(i, contest));
        }
        // All trustees verify before any of them decrypts.
        foreach (var i in trustees)
            yield return Body(EntryTypes.TallyReady, () => Bodies.TallyReady(i));
        foreach (var i in trustees.Take(Plan.Threshold))
            yield return Body(EntryTypes.Decryption, () => Bodies.Decryption(i));
        if (Record.AwaitedPhase == 2)
        {
            foreach (var i in trustees.Take(Plan.Threshold))
                yield return Body(EntryTypes.Decryption, () => Bodies.Decryption(i, 2));
        }
        yield return Body(EntryTypes.Result, Bodies.Result);
        yield return Body(EntryTypes.Attestation, Bodies.Attestation);
    }

    private static SimulationStep Body(string type, Func<EntryBody> make) => new(type, make, null);
}
