using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Witnesses;

/// <summary>How a checkpoint stands to what the witness cosigned last.</summary>
public enum WitnessView
{
    /// <summary>It cannot be read, is of another log or is not the server's; see the refusal.</summary>
    Refused,

    /// <summary>The same size and root as last time.</summary>
    Same,

    /// <summary>A larger size: ask for the consistency proof, then <see cref="Witness.Cosign"/>.</summary>
    Newer,

    /// <summary>A smaller size than the last one: a rollback or a fork.</summary>
    Older,

    /// <summary>The same size with another root: a fork.</summary>
    OtherRoot,
}

/// <summary>Why a witness does not cosign; the number is the status of C2SP tlog-witness where there is one.</summary>
public enum WitnessRefusal
{
    None = 0,

    /// <summary>Malformed, an old size above the new one, or a proof where none belongs or none where one belongs.</summary>
    BadRequest = 400,

    /// <summary>Not signed by the manifest's server key.</summary>
    NotSigned = 403,

    /// <summary>A checkpoint of another log.</summary>
    UnknownLog = 404,

    /// <summary>The old size is not the one cosigned last, or the same size has another root.</summary>
    Conflict = 409,

    /// <summary>The witness has stopped for good.</summary>
    Stopped = 410,

    /// <summary>The consistency proof does not hold.</summary>
    ProofInvalid = 422,
}

/// <summary>The outcome of a request to cosign: the line, or why not and what was cosigned last (0 for nothing).</summary>
public sealed record WitnessAnswer(NoteSignature? Line, WitnessRefusal Refusal, int LastSize);

/// <summary>
/// A discipline officer's witness of one meeting (docs/spec/witnesses.md, "What a witness does"): cosigns a checkpoint only when it extends the
/// last one it cosigned. Safe for several threads as far as its store is: the check counts only if the state is still the one checked.
/// </summary>
public sealed class Witness
{
    private readonly ManifestBody manifest;
    private readonly Bytes manifestHash;
    private readonly CosignatureKey cosignatureKey;
    private readonly StaffKeyPair key;
    private readonly IWitnessStore store;

    private Witness(ManifestBody manifest, Bytes manifestHash, CosignatureKey cosignatureKey, StaffKeyPair key, IWitnessStore store) =>
        (this.manifest, this.manifestHash, this.cosignatureKey, this.key, this.store) = (manifest, manifestHash, cosignatureKey, key, store);

    /// <summary>Position of the officer in the manifest, from 1.</summary>
    public int Officer => cosignatureKey.Officer;

    public WitnessState? State => store.Read();

    /// <summary>
    /// Begins with the manifest entry; refuses one that is not valid, one that does not name this key as an officer's, and another one than
    /// the stored state pinned.
    /// </summary>
    /// <param name="manifestEntry">Exact bytes of entry 0.</param>
    /// <param name="key">The officer's staff key.</param>
    /// <param name="store">This meeting's state.</param>
    /// <param name="witness">The witness when the answer is true.</param>
    /// <param name="fault">What is wrong when it is false.</param>
    public static bool TryBegin(
        Bytes manifestEntry, StaffKeyPair key, IWitnessStore store, [NotNullWhen(true)] out Witness? witness, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(store);
        witness = null;
        if (Evidence.ReadManifest(manifestEntry) is not { } manifest)
        {
            fault = "entry 0 is not a valid manifest";
            return false;
        }
        Bytes publicKey = key.PublicKey.ToArray();
        var officer = 1 + manifest.Officers.ToList().FindIndex(item => item.Key == publicKey);
        if (officer == 0)
        {
            fault = "the manifest does not name this key as an officer's";
            return false;
        }
        Bytes hash = manifest.Suite.Hash(manifestEntry);
        if (store.Read() is { } state && (state.ManifestHash != hash || state.Meeting != manifest.Meeting))
        {
            fault = "the stored state is of another manifest";
            return false;
        }
        witness = new Witness(manifest, hash, new CosignatureKey(manifest, officer), key, store);
        fault = null;
        return true;
    }

    /// <summary>Looks at a checkpoint without signing anything.</summary>
    public (WitnessView View, WitnessRefusal Refusal, Checkpoint? Checkpoint) Look(string? note)
    {
        var refusal = Read(note, out var checkpoint);
        if (checkpoint is null)
            return (WitnessView.Refused, refusal, null);
        var view = store.Read() is not { } state || checkpoint.Size > state.Size ? WitnessView.Newer
            : checkpoint.Size < state.Size ? WitnessView.Older
            : checkpoint.Root == state.Root ? WitnessView.Same
            : WitnessView.OtherRoot;
        return (view, WitnessRefusal.None, checkpoint);
    }

    /// <summary>Checks that the checkpoint extends the last one, stores it and cosigns. Stored before the line is given away.</summary>
    /// <param name="oldSize">Size that the proof starts from: that of the last cosigned checkpoint, 0 for the first.</param>
    /// <param name="proof">RFC 9162 consistency proof; empty from 0 and for the same size.</param>
    /// <param name="note">The server's signed note.</param>
    /// <param name="time">Now, in seconds since 1970.</param>
    public WitnessAnswer Cosign(int oldSize, IReadOnlyList<Bytes> proof, string? note, long time)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var state = store.Read();
        var last = state?.Size ?? 0;
        WitnessAnswer Refuse(WitnessRefusal refusal) => new(null, refusal, last);
        if (Read(note, out var checkpoint) is var unread && checkpoint is null)
            return Refuse(unread);
        if (state is { Stopped: true })
            return Refuse(WitnessRefusal.Stopped);
        if (oldSize < 0 || oldSize > checkpoint.Size || proof.Count > MerkleProof.LongestPath)
            return Refuse(WitnessRefusal.BadRequest);
        if (oldSize != last)
            return Refuse(WitnessRefusal.Conflict);
        if (proof.Count > 0 == (oldSize == 0 || oldSize == checkpoint.Size))
            return Refuse(WitnessRefusal.BadRequest);
        if (checkpoint.Size == 0 && checkpoint.Root != (Bytes)manifest.Suite.Hash([]))
            return Refuse(WitnessRefusal.BadRequest);
        if (state is not null && checkpoint.Size == state.Size && checkpoint.Root != state.Root)
            return Refuse(WitnessRefusal.Conflict);
        if (state is not null && !MerkleProof.VerifyConsistency(manifest.Suite, state.Size, state.Root, checkpoint.Size, checkpoint.Root, proof))
            return Refuse(WitnessRefusal.ProofInvalid);
        var line = cosignatureKey.Sign(checkpoint.Text, time, key);
        var next = new WitnessState
        {
            Meeting = manifest.Meeting,
            ManifestHash = manifestHash,
            Size = checkpoint.Size,
            Root = checkpoint.Root,
            Note = WithOwnLine(note!, line),
        };
        // Another request may have moved on while this one was checked (A43): then nothing was signed here.
        return store.TryReplace(state, next) ? new WitnessAnswer(line, WitnessRefusal.None, next.Size) : new WitnessAnswer(null, WitnessRefusal.Conflict, store.Read()?.Size ?? 0);
    }

    /// <summary>The line made last, to be sent again when it did not arrive; null before the first.</summary>
    public NoteSignature? LastLine() =>
        store.Read() is { } state && SignedNote.TryParse(state.Note, out var note) ? note.Signatures.FirstOrDefault(cosignatureKey.Owns) : null;

    /// <summary>Stops for good: nothing of this meeting is cosigned any more.</summary>
    public void Stop()
    {
        while (store.Read() is { Stopped: false } state && !store.TryReplace(state, state with { Stopped = true }))
        {
            // somebody else stored in between: look again
        }
    }

    private WitnessRefusal Read(string? note, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var parsed))
            return WitnessRefusal.BadRequest;
        if (parsed.Origin != Checkpoint.OriginOf(manifest.Meeting))
            return WitnessRefusal.UnknownLog;
        if (!Checkpoint.TryVerify(manifest, note, out checkpoint))
            return WitnessRefusal.NotSigned;
        return WitnessRefusal.None;
    }

    /// <summary>The server's line and this witness's own: other lines prove nothing here.</summary>
    private string WithOwnLine(string note, NoteSignature line)
    {
        if (!SignedNote.TryParse(note, out var signed))
            throw new ArgumentException("a note that was not read before", nameof(note));
        return signed.Only(item => item.Name == Checkpoint.OriginOf(manifest.Meeting)).With(line).ToString();
    }
}
