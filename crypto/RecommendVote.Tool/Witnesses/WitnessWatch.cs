using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Witnesses;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Witnesses;

/// <summary>One officer's watch over one meeting: look, ask for the proof, cosign, send; on a contradiction stop for good and keep the evidence.</summary>
internal sealed class WitnessWatch(Witness witness, WitnessApi api, Bytes manifestEntry, StaffKeyPair key, string evidencePath, TextWriter output)
{
    /// <summary>Looks in a row at a smaller checkpoint before it is called a rollback: one machine of several may lag behind for a moment.</summary>
    public const int PatientLooks = 3;

    private int olderLooks;

    /// <summary>Looks once. False while there is nothing new.</summary>
    /// <exception cref="ToolException">The server contradicted itself (exit code 1), or cannot be asked.</exception>
    public async Task<bool> LookAsync(bool patient, CancellationToken cancellation)
    {
        if (witness.State is { Stopped: true })
            throw new ToolException("this witness has stopped for good: the server contradicted itself; see the evidence file", ExitCodes.Failed);
        var note = await api.GetCheckpointAsync(cancellation);
        if (note is null)
            return false;
        var (view, refusal, checkpoint) = witness.Look(note);
        if (view != WitnessView.Older)
            olderLooks = 0;
        switch (view)
        {
            case WitnessView.Refused:
                throw new ToolException($"the server's checkpoint is not one of this meeting's log ({refusal}); nothing was signed", ExitCodes.Failed);
            case WitnessView.Same:
                return await ResendAsync(note, checkpoint!, cancellation);
            case WitnessView.Newer:
                return await CosignAsync(note, checkpoint!, cancellation);
            case WitnessView.Older when patient && ++olderLooks < PatientLooks:
                await output.WriteLineAsync($"the server shows {checkpoint!.Size} entries after {witness.State!.Size}: looking again");
                return false;
            case WitnessView.Older:
                throw await OlderAsync(note, checkpoint!, cancellation);
            default:
                throw Contradiction(ForkProof.TryMake(manifestEntry, witness.State!.Note, note, []), note);
        }
    }

    private async Task<bool> CosignAsync(string note, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var last = witness.State?.Size ?? 0;
        var proof = last == 0 ? [] : await api.GetProofAsync(last, checkpoint.Size, cancellation);
        var answer = witness.Cosign(last, proof, note, Now());
        switch (answer)
        {
            case { Line: { } line }:
                await output.WriteLineAsync($"cosigned {checkpoint.Size} entries");
                await api.SendAsync(line, checkpoint.Size, cancellation);
                return true;
            case { Refusal: WitnessRefusal.Conflict }:
                // another program with the same state was faster
                return true;
            case { Refusal: WitnessRefusal.ProofInvalid or WitnessRefusal.BadRequest }:
                throw Contradiction(await ForkAsync(witness.State!.Note, last, note, checkpoint.Size, cancellation), note);
            default:
                throw new ToolException($"nothing was signed ({answer.Refusal})", ExitCodes.Failed);
        }
    }

    private async Task<bool> ResendAsync(string note, Checkpoint checkpoint, CancellationToken cancellation)
    {
        if (witness.LastLine() is not { } line || SignedNote.TryParse(note, out var shown) && shown.Signatures.Contains(line))
            return false;
        await api.SendAsync(line, checkpoint.Size, cancellation);
        return false;
    }

    private async Task<ToolException> OlderAsync(string note, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var state = witness.State!;
        try
        {
            var proof = await api.GetProofAsync(checkpoint.Size, state.Size, cancellation);
            var manifest = Evidence.ReadManifest(manifestEntry)!;
            if (MerkleProof.VerifyConsistency(manifest.Suite, checkpoint.Size, checkpoint.Root, state.Size, state.Root, proof))
            {
                var statement = new EvidenceStatement(checked((int)Now()), "the server showed the second checkpoint after the first");
                return Contradiction(
                    Evidence.SignRollback(manifestEntry, state.Note, note, proof, statement, witness.Officer, key), note);
            }
            return Contradiction(await ForkAsync(note, checkpoint.Size, state.Note, state.Size, cancellation), note);
        }
        catch (ToolException refused)
        {
            await output.WriteLineAsync($"no proof from {checkpoint.Size} to {state.Size}: {refused.Message}");
            return Contradiction(null, note);
        }
    }

    /// <summary>Evidence out of what the server says of its other history; null when its answers show nothing.</summary>
    private async Task<Evidence?> ForkAsync(string smaller, int size, string larger, int largerSize, CancellationToken cancellation)
    {
        var suite = Evidence.ReadManifest(manifestEntry)!.Suite;
        var from = ForkProof.AskFrom(size);
        if (from == 0)
            return null;
        try
        {
            var answer = await api.GetProofAsync(from, largerSize, cancellation);
            return ForkProof.FromAnswer(suite, size, answer, manifestEntry) is { } proof ? ForkProof.TryMake(manifestEntry, smaller, larger, proof) : null;
        }
        catch (ToolException refused)
        {
            await output.WriteLineAsync($"no proof from {from} to {largerSize}: {refused.Message}");
            return null;
        }
    }

    /// <summary>Stops for good, keeps what there is, and says so.</summary>
    private ToolException Contradiction(Evidence? evidence, string note)
    {
        witness.Stop();
        if (evidence is not null && evidence.Fault() is null)
        {
            OutputFile.Write(evidencePath, evidence.ToBytes());
            return new ToolException(
                $"STOPPED 已停止: the server contradicted itself ({evidence.Kind}). Evidence in {evidencePath}; check it with rv verify --fork", ExitCodes.Failed);
        }
        OutputFile.Write(evidencePath + ".seen.txt", System.Text.Encoding.UTF8.GetBytes(note));
        return new ToolException(
            $"STOPPED 已停止: the server's checkpoint is not shown to extend the one cosigned before. Its note is in {evidencePath}.seen.txt, "
            + "the one before in the state file; with a record of either side rv verify --fork can tell more",
            ExitCodes.Failed);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
