namespace RecommendVote.Rosters.Reading;

/// <summary>Turns an uploaded file into rows of text: says what kind of file it is, bounds it, and picks encoding, delimiter and sheet.</summary>
internal static class TableReader
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Reads at most one byte more than allowed, so that an endless upload is not held in memory.</summary>
    public static async Task<(byte[]? Bytes, ImportProblem? Problem)> ReadBoundedAsync(Stream stream, ImportLimits limits, CancellationToken cancellation)
    {
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (held.Length + read > limits.FileBytes)
                {
                    return (null, ProblemText.Error(null, null, "file-too-large", limits.FileBytes / (1024 * 1024)));
                }

                held.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            return (null, ProblemText.Error(null, null, "file-unreadable"));
        }

        return held.Length == 0 ? (null, ProblemText.Error(null, null, "file-empty")) : (held.ToArray(), null);
    }

    /// <summary>The table of the file. <paramref name="fit"/> says how many columns of a candidate table are known: the reading that fits best is taken.</summary>
    public static TableResult Read(byte[] bytes, string? sheetName, Func<IReadOnlyList<SourceRow>, int> fit, ImportLimits limits)
    {
        var start = bytes.AsSpan();
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            return XlsxTable.Read(bytes, sheetName, rows => fit(rows) > 1, limits);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return TableResult.Refused("old-xls");
        }

        if (start.StartsWith("%PDF"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return TableResult.Refused("file-binary");
        }

        var (text, encoding, code) = TextDecoding.Decode(bytes);
        return text is null ? TableResult.Refused(code!) : ReadText(text, encoding!, fit, limits);
    }

    private static TableResult ReadText(string text, string encoding, Func<IReadOnlyList<SourceRow>, int> fit, ImportLimits limits)
    {
        var delimiter = Delimiters[0];
        if (text.StartsWith("sep=", StringComparison.Ordinal) && text.Length > 5 && Delimiters.Contains(text[4]) && text[5] is '\r' or '\n')
        {
            // Spreadsheet programs put this line before the header; blanked, so that line numbers stay those of the file.
            delimiter = text[4];
            text = "     " + text[5..];
        }
        else
        {
            // The start is enough to tell: a file whose header lies further down is refused anyway.
            var sample = text.Length <= 65_536 ? text : text[..65_536];
            delimiter = Delimiters.MaxBy(candidate => fit(new DelimitedText(sample, candidate, limits).Read().Rows));
        }

        var (rows, problem) = new DelimitedText(text, delimiter, limits).Read();
        return problem is not null
            ? new TableResult(null, problem)
            : TableResult.Ok(new SourceTable(new SourceDescription("csv", encoding, delimiter, null), rows));
    }
}
