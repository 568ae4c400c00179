using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// Replays a whole record and says of every numbered check whether it holds (docs/spec/verification-checks.md). Trusts nothing but the anchors
/// it is given. Never throws on bad data; errors of the stream itself pass through.
/// </summary>
public static class RecordVerifier
{
    /// <summary>Verifies a record file.</summary>
    public static VerificationReport Verify(Stream stream, VerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!RecordFile.TryOpen(stream, out var file, out var fault))
            return Unreadable(fault);
        var reader = file.OpenEntries();
        return new Run(options, file.EntriesLength).Verify(Entries(reader), file.Checkpoint, () => reader.Fault, () => reader.Position);
    }

    /// <summary>Verifies entries and a checkpoint that did not come as a file; V01 is then not checked.</summary>
    public static VerificationReport Verify(IEnumerable<ReadOnlyMemory<byte>> entries, string checkpoint, VerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(options);
        return new Run(options, 0).Verify(entries, checkpoint, null, () => 0);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Entries(EntryReader reader)
    {
        while (reader.TryRead(out var entry))
            yield return entry;
    }

    private static VerificationReport Unreadable(string fault)
    {
        var failure = new Refusal(Codes.ContainerInvalid, Check.V01, fault);
        var record = new MeetingRecord();
        return new VerificationReport
        {
            Outcomes = new CheckProgress().Outcomes(record, atEnd: false, failure),
            Failure = failure,
            Record = record,
            Anchored = false,
        };
    }

    private sealed class Run
    {
        private readonly VerifyOptions options;
        private readonly long total;
        private readonly CheckProgress progress = new();
        private readonly RecordReplay replay;
        private IReadOnlyList<Cosignature> cosignatures = [];

        public Run(VerifyOptions options, long total)
        {
            this.options = options;
            this.total = total;
            replay = new RecordReplay(options.Random, options.MaxParallelism, options.Cancellation) { Passed = progress.Passed };
        }

        private MeetingRecord Record => replay.Record;

        public VerificationReport Verify(
            IEnumerable<ReadOnlyMemory<byte>> entries, string checkpoint, Func<string?>? containerFault, Func<long> position)
        {
            var failure = Replay(entries, position);
            var atEnd = failure is null;
            if (atEnd && containerFault is not null)
            {
                if (containerFault() is { } fault)
                    failure = new Refusal(Codes.ContainerInvalid, Check.V01, fault, Record.Size);
                else
                    progress.Count(Check.V01);
            }
            failure ??= CheckpointFault(checkpoint) ?? AnchorFault() ?? CosignatureFault(checkpoint) ?? CompletenessFault();
            return new VerificationReport
            {
                Outcomes = progress.Outcomes(Record, atEnd, failure),
                Failure = failure,
                Record = Record,
                Cosignatures = cosignatures,
                Anchored = failure is null && (options.ManifestHash is not null || options.CheckpointNote is not null),
            };
        }

        private Refusal? Replay(IEnumerable<ReadOnlyMemory<byte>> entries, Func<long> position)
        {
            foreach (var entry in entries)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                if (!replay.Add(entry))
                    return replay.Refusal;
                // Another meeting's record is not worth replaying to the end.
                if (Record.Size == 1 && options.ManifestHash is { } hash && hash != Record.ManifestHash)
                    return new Refusal(Codes.AnchorDiffers, Check.V06, "manifest hash", 0, EntryTypes.Manifest);
                options.Progress?.Report(new VerifyProgress(Record.Size, position(), total));
            }
            replay.Finish();
            options.Progress?.Report(new VerifyProgress(Record.Size, position(), total));
            return replay.Refusal;
        }

        private Refusal? CheckpointFault(string note)
        {
            var fault = Record.Manifest is not { } manifest ? "there is no manifest"
                : !Checkpoint.TryVerify(manifest, note, out var checkpoint) ? "not signed by the manifest's server key for this meeting"
                : checkpoint.Size != Record.Size ? "size"
                : checkpoint.Root != Record.Tree!.Root() ? "root"
                : null;
            if (fault is null)
                progress.Count(Check.V05);
            return fault is null ? null : new Refusal(Codes.CheckpointInvalid, Check.V05, fault);
        }

        private Refusal? AnchorFault()
        {
            if (options.ManifestHash is { } hash && hash != Record.ManifestHash)
                return new Refusal(Codes.AnchorDiffers, Check.V06, "manifest hash", 0, EntryTypes.Manifest);
            if (options.CheckpointNote is { } note && CheckpointAnchorFault(note) is { } fault)
                return new Refusal(Codes.AnchorDiffers, Check.V06, fault);
            if (options.ManifestHash is not null || options.CheckpointNote is not null)
                progress.Count(Check.V06);
            return null;
        }

        /// <summary>A noted checkpoint may be older than the record; what it covers must be the same. Its signature is checked if it has one.</summary>
        private string? CheckpointAnchorFault(string note)
        {
            var manifest = Record.Manifest!;
            Checkpoint? noted;
            if (SignedNote.TryParse(note, out _))
            {
                if (!Checkpoint.TryVerify(manifest, note, out noted))
                    return "the noted checkpoint is not signed by this meeting's server";
            }
            else if (!Checkpoint.TryParse(note.EndsWith('\n') ? note : note + "\n", out noted))
            {
                return "the noted checkpoint cannot be read";
            }
            return noted.Origin != Checkpoint.OriginOf(manifest.Meeting) ? "the noted checkpoint is of another meeting"
                : noted.Size > Record.Size ? "the record is shorter than the noted checkpoint"
                : Record.Tree!.Root(noted.Size) != noted.Root ? "the record differs below the noted checkpoint"
                : null;
        }

        private Refusal? CosignatureFault(string note)
        {
            if (!SignedNote.TryParse(note, out var signed))
                return new Refusal(Codes.CheckpointInvalid, Check.V05, "not a note");
            (cosignatures, var fault) = Cosignatures.Of(Record.Manifest!, signed);
            if (fault is not null)
                return new Refusal(Codes.CosignatureInvalid, Check.V40, fault);
            progress.Judged(Check.V40, cosignatures.Count);
            return null;
        }

        private Refusal? CompletenessFault()
        {
            if (!Record.IsComplete)
                return new Refusal(Codes.Incomplete, Check.V34, $"the record ends in phase {Record.Phase}");
            if (cosignatures.Count < Record.Manifest!.CosignaturesNeeded)
                return new Refusal(Codes.Incomplete, Check.V34, $"{cosignatures.Count} of {Record.Manifest.CosignaturesNeeded} cosignatures under the last checkpoint");
            progress.Count(Check.V34);
            return null;
        }
    }
}
