using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>An entry and its leaf hash on the way to disk.</summary>
public sealed record NewLogEntry(int Index, ReadOnlyMemory<byte> Bytes, Bytes Leaf);

/// <param name="CommittedSize">Size of the tree at the checkpoint with which the entry was committed.</param>
public sealed record StoredEntry(byte[] Bytes, int CommittedSize);

/// <summary>The rows of logs: appended in one transaction with their checkpoint, read in order.</summary>
public sealed class LogStore(IDbContextFactory<AppDb> databases, WriteGate gate)
{
    /// <summary>
    /// Commits entries and the checkpoint over them. When this returns they are on disk (WAL, synchronous=FULL). The key on
    /// (meeting, index) refuses a second writer.
    /// </summary>
    public async Task AppendAsync(string meeting, IReadOnlyList<NewLogEntry> entries, string checkpoint)
    {
        await using var db = await databases.CreateDbContextAsync();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
        await using (var insert = connection.CreateCommand())
        {
            insert.Transaction = transaction;
            insert.CommandText = """INSERT INTO "log_entries" ("MeetingId", "Index", "Bytes", "Leaf", "CommittedSize") VALUES (@meeting, @index, @bytes, @leaf, @size)""";
            Add(insert, "@meeting", meeting);
            var index = Add(insert, "@index", 0);
            var bytes = Add(insert, "@bytes", Array.Empty<byte>());
            var leaf = Add(insert, "@leaf", Array.Empty<byte>());
            Add(insert, "@size", entries[^1].Index + 1);
            foreach (var entry in entries)
            {
                (index.Value, bytes.Value, leaf.Value) = (entry.Index, entry.Bytes.ToArray(), entry.Leaf.ToArray());
                await insert.ExecuteNonQueryAsync();
            }
        }
        await using (var note = connection.CreateCommand())
        {
            note.Transaction = transaction;
            note.CommandText = """
                INSERT INTO "log_checkpoints" ("MeetingId", "Size", "Note") VALUES (@meeting, @size, @note)
                ON CONFLICT ("MeetingId") DO UPDATE SET "Size" = excluded."Size", "Note" = excluded."Note"
                """;
            Add(note, "@meeting", meeting);
            Add(note, "@size", entries[^1].Index + 1);
            Add(note, "@note", checkpoint);
            await note.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    /// <summary>Entries from an index on, up to a number of bytes (at least one entry if there is one).</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(string meeting, int from, long mostBytes)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = new List<byte[]>();
        var size = 0L;
        await foreach (var bytes in db.LogEntries.AsNoTracking().Where(entry => entry.MeetingId == meeting && entry.Index >= from)
            .OrderBy(entry => entry.Index).Select(entry => entry.Bytes).AsAsyncEnumerable())
        {
            if (rows.Count > 0 && size + bytes.Length > mostBytes)
                break;
            rows.Add(bytes);
            size += bytes.Length;
        }
        return rows;
    }

    /// <summary>One entry that is in the log.</summary>
    public async Task<byte[]> ReadOneAsync(string meeting, int index)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.LogEntries.AsNoTracking().Where(entry => entry.MeetingId == meeting && entry.Index == index).Select(entry => entry.Bytes).SingleAsync();
    }

    /// <summary>The whole log, for the writer to replay.</summary>
    public async Task<IReadOnlyList<StoredEntry>> ReadAllAsync(string meeting)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.LogEntries.AsNoTracking().Where(entry => entry.MeetingId == meeting)
            .OrderBy(entry => entry.Index).Select(entry => new StoredEntry(entry.Bytes, entry.CommittedSize)).ToListAsync();
    }

    /// <summary>The newest checkpoint with the lines of the officers who cosigned it.</summary>
    public async Task<(int Size, string? Note)> CheckpointAsync(string meeting)
    {
        await using var db = await databases.CreateDbContextAsync();
        var row = await db.LogCheckpoints.AsNoTracking().SingleOrDefaultAsync(checkpoint => checkpoint.MeetingId == meeting);
        if (row is null)
            return (0, null);
        var lines = await db.Cosignatures.AsNoTracking().Where(line => line.MeetingId == meeting && line.Size == row.Size)
            .OrderBy(line => line.Officer).Select(line => line.Line).ToListAsync();
        return (row.Size, row.Note + string.Concat(lines));
    }

    /// <summary>All cosignature lines of a meeting, by size and officer.</summary>
    public async Task<IReadOnlyList<CosignatureLine>> CosignaturesAsync(string meeting)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Cosignatures.AsNoTracking().Where(line => line.MeetingId == meeting).ToListAsync();
    }

    public async Task AddCosignatureAsync(CosignatureLine cosignature)
    {
        await using var db = await databases.CreateDbContextAsync();
        db.Cosignatures.Add(cosignature);
        await db.SaveChangesAsync();
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
