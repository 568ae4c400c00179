namespace RecommendVote.CardReader.Qr;

/// <summary>Turns a grid of modules into text: format, mask, de-interleaving, error correction, segments (ISO/IEC 18004 section 11).</summary>
internal static class QrDecoder
{
    /// <summary>The text of the code; null when the grid is not a valid QR code.</summary>
    /// <param name="modules">Dark modules, [row, column], without the quiet zone.</param>
    public static string? Decode(bool[,] modules)
    {
        var version = (modules.GetLength(0) - 17) / 4;
        if (version is < 1 or > 40 || QrVersion.Size(version) != modules.GetLength(0) || !QrFormat.VersionAgrees(modules, version)
            || QrFormat.Read(modules) is not { } format)
        {
            return null;
        }

        var words = ReadWords(modules, version, format.Mask);
        return Correct(words, version, format.Level) is { } data ? QrSegments.Read(data, version) : null;
    }

    // Two columns at a time from the right, up and down in turn; column 6 is the timing pattern.
    private static byte[] ReadWords(bool[,] modules, int version, int mask)
    {
        var size = modules.GetLength(0);
        var function = QrVersion.FunctionModules(version);
        var words = new List<byte>();
        int word = 0, bits = 0;
        var up = true;
        for (var right = size - 1; right > 0; right -= 2)
        {
            right -= right == 6 ? 1 : 0;
            for (var i = 0; i < size; i++)
            {
                var row = up ? size - 1 - i : i;
                for (var column = right; column > right - 2; column--)
                {
                    if (function[row, column])
                    {
                        continue;
                    }

                    word = (word << 1) | (modules[row, column] ^ Masked(mask, row, column) ? 1 : 0);
                    if (++bits == 8)
                    {
                        words.Add((byte)word);
                        (word, bits) = (0, 0);
                    }
                }
            }

            up = !up;
        }

        return [.. words];
    }

    private static bool Masked(int mask, int i, int j) => mask switch
    {
        0 => (i + j) % 2 == 0,
        1 => i % 2 == 0,
        2 => j % 3 == 0,
        3 => (i + j) % 3 == 0,
        4 => ((i / 2) + (j / 3)) % 2 == 0,
        5 => (i * j % 2) + (i * j % 3) == 0,
        6 => ((i * j % 2) + (i * j % 3)) % 2 == 0,
        _ => (((i + j) % 2) + (i * j % 3)) % 2 == 0,
    };

    private static byte[]? Correct(byte[] words, int version, int level)
    {
        var (count, checkWords) = QrVersion.Correction(version, level);
        var shortLength = words.Length / count;
        var longBlocks = words.Length % count;
        var blocks = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            blocks[i] = new byte[shortLength + (i >= count - longBlocks ? 1 : 0)];
        }

        // Data words of all blocks in turn, the longer blocks last; then the check words in turn.
        var at = 0;
        for (var i = 0; i <= shortLength - checkWords; i++)
        {
            foreach (var block in blocks)
            {
                if (i < block.Length - checkWords)
                {
                    block[i] = words[at++];
                }
            }
        }

        for (var i = 0; i < checkWords; i++)
        {
            foreach (var block in blocks)
            {
                block[block.Length - checkWords + i] = words[at++];
            }
        }

        foreach (var block in blocks)
        {
            if (!ReedSolomon.Correct(block, checkWords))
            {
                return null;
            }
        }

        return [.. blocks.SelectMany(block => block.Take(block.Length - checkWords))];
    }
}
