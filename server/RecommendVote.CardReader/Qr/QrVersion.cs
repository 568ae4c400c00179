namespace RecommendVote.CardReader.Qr;

/// <summary>The sizes and tables of the 40 versions of QR codes (ISO/IEC 18004:2015, tables 1, 9 and annex E).</summary>
internal static class QrVersion
{
    // Rows: error correction levels L, M, Q, H; columns: versions 1 to 40.
    private static readonly byte[][] CheckWordsPerBlock =
    [
        [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
        [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
        [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
        [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    ];

    private static readonly byte[][] Blocks =
    [
        [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
        [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
        [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
        [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
    ];

    /// <summary>Modules along one side.</summary>
    public static int Size(int version) => 17 + (4 * version);

    /// <param name="version">1 to 40.</param>
    /// <param name="level">0 = L, 1 = M, 2 = Q, 3 = H.</param>
    public static (int Blocks, int CheckWords) Correction(int version, int level) =>
        (Blocks[level][version - 1], CheckWordsPerBlock[level][version - 1]);

    /// <summary>Centres of the alignment patterns along one side; empty for version 1.</summary>
    public static int[] Alignment(int version)
    {
        if (version == 1)
        {
            return [];
        }

        var count = (version / 7) + 2;
        var step = ((version * 8) + (count * 3) + 5) / ((count * 4) - 4) * 2;
        var centres = new int[count];
        centres[0] = 6;
        for (int i = count - 1, at = Size(version) - 7; i > 0; i--, at -= step)
        {
            centres[i] = at;
        }

        return centres;
    }

    /// <summary>True for every module that holds no data: finders, timing, alignment, format and version information.</summary>
    public static bool[,] FunctionModules(int version)
    {
        var size = Size(version);
        var function = new bool[size, size];
        Fill(0, 0, 9, 9);
        Fill(0, size - 8, 9, 8);
        Fill(size - 8, 0, 8, 9);
        Fill(6, 0, 1, size);
        Fill(0, 6, size, 1);
        var centres = Alignment(version);
        var last = centres.Length - 1;
        for (var i = 0; i <= last; i++)
        {
            for (var j = 0; j <= last; j++)
            {
                if (!((i == 0 && j == 0) || (i == 0 && j == last) || (i == last && j == 0)))
                {
                    Fill(centres[i] - 2, centres[j] - 2, 5, 5);
                }
            }
        }

        if (version >= 7)
        {
            Fill(0, size - 11, 6, 3);
            Fill(size - 11, 0, 3, 6);
        }

        return function;

        void Fill(int row, int column, int rows, int columns)
        {
            for (var r = row; r < row + rows; r++)
            {
                for (var c = column; c < column + columns; c++)
                {
                    function[r, c] = true;
                }
            }
        }
    }
}
