using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.BulletinLog;

/// <content>Checkpoints for witnesses, and their lines.</content>
public sealed partial class MeetingGrain
{
    public Task<string?> WitnessedCheckpointAsync()
    {
        EnsureUsable();
        return Task.FromResult(steps.Checkpoint);
    }

    public async Task<string?> CosignAsync(string line, int size)
    {
        EnsureUsable();
        if (settings is null)
            return "meeting-unknown";
        if (Record.Manifest is not { } manifest || size > steps.Size || !log.HasCheckpointOf(size))
            return "sizes-invalid";
        var tree = new Checkpoint(Checkpoint.OriginOf(Id), size, Record.Tree!.Root(size));
        if (!Cosignatures.TryVerify(manifest, tree, line, out var cosignature))
            return "cosignature-invalid";
        if (cosigned.OfficersOf(size).Contains(cosignature.Officer))
            return null;
        var row = new CosignatureLine { MeetingId = Id, Size = size, Officer = cosignature.Officer, Line = cosignature.Line + "\n" };
        await store.AddCosignatureAsync(row);
        cosigned.Add(row);
        if (Record.Phase == MeetingPhase.Open)
        {
            // A line moves nothing that is public while voting is open but itself.
            steps.Checkpoint = Shown(steps.Size);
            Post();
        }
        else
        {
            Publish();
        }
        return null;
    }

    /// <summary>The checkpoint of a size with the lines that the server has for it.</summary>
    private string Shown(int size) => (size == Record.Size ? checkpoint! : NoteOf(size)) + cosigned.LinesOf(size);

    /// <summary>
    /// What witnesses are shown: the newest checkpoint, but under "witnessed" that of the tally until an officer has cosigned it, since a
    /// witness never signs a smaller size than its last.
    /// </summary>
    private int PublicSize() =>
        Record.Manifest is { IsWitnessed: true } && TallyPlace() is { } tally && cosigned.OfficersOf(tally).Count == 0 ? tally : Record.Size;
}
