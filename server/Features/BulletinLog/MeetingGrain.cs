using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.BulletinLog;

/// <inheritdoc cref="IMeetingGrain"/>
public sealed partial class MeetingGrain(
    IDbContextFactory<AppDb> databases, LogStore store, ServerKeys keys, OpenMeetings openMeetings, MeetingFeed feed, TimeProvider clock, ILogger<MeetingGrain> logger)
    : Grain, IMeetingGrain
{
    private MeetingLog log = new();
    private Meeting? settings;
    private Suite suite = Suite.P256;
    private StaffKeyPair? serverKey;
    private string? checkpoint;
    private bool broken;
    private PublicSteps steps = new();
    private CosignedSizes cosigned = new([]);

    private string Id => this.GetPrimaryKeyString();

    private MeetingRecord Record => log.Record;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadSettingsAsync();
        if (settings is null)
            return;
        OpenKey();
        log.Replay(await store.ReadAllAsync(Id));
        cosigned = new CosignedSizes(await store.CosignaturesAsync(Id));
        (var size, checkpoint) = await store.CheckpointAsync(Id);
        if (size != Record.Size || (checkpoint is not null && (!Checkpoint.TryVerify(Record.Manifest!, checkpoint, out var signed) || signed.Root != Record.Tree!.Root())))
            throw new InvalidOperationException("the stored checkpoint does not fit the stored entries");
        // From here on without the lines of officers: those are added where the note is shown.
        checkpoint = checkpoint is null ? null : NoteOf(size);
        Share();
        await TryResultAsync();
        Publish();
        this.RegisterGrainTimer(PublishWaitingAsync, new GrainTimerCreationOptions(PublicSteps.LongestWait, PublicSteps.LongestWait));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        serverKey?.Dispose();
        openMeetings.Forget(Id);
        return Task.CompletedTask;
    }

    public async Task<AppendAnswer> AppendAsync(byte[] entry)
    {
        EnsureUsable();
        if (settings is null)
            return new AppendAnswer(null, "meeting-unknown", null);
        if (Record.Size > 0 && log.IndexOf(MerkleTree.LeafHash(suite, entry)) is { } known)
            return new AppendAnswer(known, null, null);
        var type = EntryCodec.PeekType(entry);
        if (settings.Closing && type == EntryTypes.CardsVoided)
            return new AppendAnswer(null, "meeting-closing", null);
        if (Record.Size == 0 && Names(entry) is { } fault)
            return new AppendAnswer(null, "manifest-rule", fault);
        var result = log.Apply(entry);
        if (result.Refusal is { } refusal)
            return new AppendAnswer(null, refusal.Code, refusal.Detail);
        await CommitAsync();
        if (type is EntryTypes.Closed or EntryTypes.Cancelled && (settings.Closing || settings.Paused))
            await SaveSettingsAsync(meeting => (meeting.Closing, meeting.Paused, meeting.ClosesAt) = (false, false, null));
        Share();
        await TryResultAsync();
        Publish();
        return new AppendAnswer(result.Index, null, null);
    }

    public async Task<IReadOnlyList<ReceiptAnswer>> AppendBallotsAsync(BallotBatch batch)
    {
        EnsureUsable();
        var results = Checked(batch);
        var answers = new ReceiptAnswer?[results.Count];
        var leaves = new Bytes?[results.Count];
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Ballot is not { } ballot)
            {
                answers[i] = ReceiptAnswer.Refused(results[i].Refusal?.Code ?? MeetingStates.CastRefusal(StateNow()), results[i].Refusal?.Detail);
                continue;
            }
            Bytes leaf = ballot.LeafHash;
            // What is in the log stays receivable in every state: its sender may have lost the first receipt.
            if (log.IndexOf(leaf) is null)
            {
                if (StateNow() is not MeetingStates.Open and var state)
                {
                    answers[i] = ReceiptAnswer.Refused(MeetingStates.CastRefusal(state));
                    continue;
                }
                if (log.Apply(ballot).Refusal is { } refusal)
                {
                    answers[i] = ReceiptAnswer.Refused(refusal.Code, refusal.Detail);
                    continue;
                }
            }
            leaves[i] = leaf;
        }
        if (log.Uncommitted.Count > 0)
        {
            await CommitAsync();
            if (steps.IsDue(Record.CountedBallots, clock.GetUtcNow()))
                Publish();
        }
        for (var i = 0; i < answers.Length; i++)
            answers[i] ??= FirstReceiptOf(leaves[i]!.Value);
        return answers!;
    }

    public async Task<ReceiptAnswer> AppendAuditAsync(AuditHandover audit)
    {
        EnsureUsable();
        if (settings is null)
            return ReceiptAnswer.Refused("meeting-unknown");
        Bytes leaf = MerkleTree.LeafHash(suite, audit.Entry);
        if (Record.Size > 0 && log.IndexOf(leaf) is null)
        {
            if (StateNow() is not MeetingStates.Open and var state)
                return ReceiptAnswer.Refused(MeetingStates.CastRefusal(state));
            var result = audit.CheckedHere is { } ready ? log.Apply(ready) : log.Apply((Bytes)audit.Entry);
            if (result.Refusal is { } refusal)
                return ReceiptAnswer.Refused(refusal.Code, refusal.Detail);
            await CommitAsync();
        }
        return FirstReceiptOf(leaf);
    }

    public async Task<bool> SetPausedAsync(bool paused)
    {
        EnsureUsable();
        if (Record.Phase != MeetingPhase.Open)
            return false;
        await SaveSettingsAsync(meeting => meeting.Paused = paused);
        Publish();
        return true;
    }

    public async Task<bool> SetClosingAsync(bool closing)
    {
        EnsureUsable();
        if (Record.Phase != MeetingPhase.Open)
            return false;
        await SaveSettingsAsync(meeting => (meeting.Closing, meeting.ClosesAt) = (closing, null));
        Publish();
        return true;
    }

    public async Task RefreshAsync()
    {
        await LoadSettingsAsync();
        if (settings is null)
        {
            DeactivateOnIdle();
            return;
        }
        // A draft may still change its suite, and with it the server's key.
        if (Record.Size == 0)
            OpenKey();
        Publish();
    }

    /// <summary>The state as every screen names it.</summary>
    private string StateNow() => settings is null ? OpenMeetings.MeetingUnknown : Record.Phase switch
    {
        MeetingPhase.Empty => MeetingStates.Draft,
        MeetingPhase.Preparing => MeetingStates.Preparing,
        MeetingPhase.Open => settings.Closing ? MeetingStates.Closing : settings.Paused ? MeetingStates.Paused : MeetingStates.Open,
        MeetingPhase.Closed => MeetingStates.Closed,
        MeetingPhase.Tallied => MeetingStates.Tallied,
        MeetingPhase.Cancelled => MeetingStates.Cancelled,
        _ => MeetingStates.Aborted,
    };

    /// <summary>A manifest must be this meeting's: its id, and the key that the server signs checkpoints with.</summary>
    private string? Names(byte[] entry)
    {
        if (SignedBodies.Of<ManifestBody>(null, entry) is not { } manifest)
            return null;
        return manifest.Meeting != Id ? "the manifest is another meeting's"
            : manifest.Suite != suite || manifest.ServerKey != settings!.ServerPublicKey ? "the manifest names another server key"
            : null;
    }

    private IReadOnlyList<BallotCheckResult> Checked(BallotBatch batch)
    {
        if (batch.CheckedHere is { } ballots)
            return [.. ballots.Select(ballot => new BallotCheckResult(ballot, null))];
        return Record.Open is { } open
            ? new BallotChecker(open).Check([.. batch.Entries.Select(entry => (ReadOnlyMemory<byte>)entry)], SystemRandomSource.Instance)
            : [.. batch.Entries.Select(_ => new BallotCheckResult(null, null))];
    }

    /// <summary>Puts what the gate accepted on disk with a checkpoint over it. A failure leaves memory ahead of the disk, so this activation ends.</summary>
    private async Task CommitAsync()
    {
        try
        {
            var note = NoteOf(Record.Size);
            await store.AppendAsync(Id, log.Uncommitted, note);
            checkpoint = note;
            log.Committed();
        }
        catch
        {
            broken = true;
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>The signed checkpoint of a size. Signatures are deterministic, so that it is the same note whenever it is made.</summary>
    private string NoteOf(int size) => new Checkpoint(Checkpoint.OriginOf(Id), size, Record.Tree!.Root(size)).Sign(suite, serverKey!).ToString();

    /// <summary>Appends the result as soon as enough trustees have decrypted every phase; after a crash in between, at the next activation.</summary>
    private async Task TryResultAsync()
    {
        if (!Record.CanMakeResult)
            return;
        var (body, refusal) = ResultBuilder.Build(Record);
        if (body is null)
        {
            LogNoResult(logger, Id, refusal?.Code ?? "");
            return;
        }
        var unsigned = new UnsignedEntry(body);
        var applied = log.Apply(unsigned.ToEntry(unsigned.SignAsStaff(suite, SignerId.Server, serverKey!, Record.ManifestHash)));
        if (applied.Refusal is { } fault)
            LogNoResult(logger, Id, fault.ToString());
        else
            await CommitAsync();
    }

    private void OpenKey()
    {
        suite = settings!.SuiteOf();
        serverKey?.Dispose();
        serverKey = keys.Open(suite, settings!.SealedServerKey);
    }

    private void Share()
    {
        if (Record.Open is { } open)
            openMeetings.Share(Id, open);
    }

    private void EnsureUsable()
    {
        if (broken)
            throw new InvalidOperationException("the last commit failed; the record is being read again");
        // Nobody's questions about meetings that do not exist shall stay in memory.
        if (settings is null)
            DeactivateOnIdle();
    }

    private async Task LoadSettingsAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        settings = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == Id);
    }

    private async Task SaveSettingsAsync(Action<Meeting> change)
    {
        await using var db = await databases.CreateDbContextAsync();
        var meeting = await db.Meetings.SingleAsync(row => row.Id == Id);
        change(meeting);
        await db.SaveChangesAsync();
        settings = meeting;
    }

    private Task PublishWaitingAsync(CancellationToken cancellation)
    {
        if (!broken && settings is not null && steps.IsDue(Record.CountedBallots, clock.GetUtcNow()))
            Publish();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "meeting {Meeting} has enough decryptions but no result: {Reason}")]
    private static partial void LogNoResult(ILogger logger, string meeting, string reason);
}
