using System.Numerics;

namespace RecommendVote.CardReader.Qr;

/// <summary>Reads format and version information, which are BCH-coded and stand twice in every code (ISO/IEC 18004 sections 7.9 and 7.10).</summary>
internal static class QrFormat
{
    /// <summary>Level (0 = L to 3 = H) and mask (0 to 7); null when neither copy is near a valid word.</summary>
    public static (int Level, int Mask)? Read(bool[,] modules)
    {
        var size = modules.GetLength(0);
        int first = 0, second = 0;
        for (var i = 0; i < 15; i++)
        {
            // Bit i, the lowest first: up along column 8 and then left along row 8; the copy along row 8 and then column 8.
            var (row, column) = i switch
            {
                < 6 => (i, 8),
                6 => (7, 8),
                7 => (8, 8),
                8 => (8, 7),
                _ => (8, 14 - i),
            };
            first |= modules[row, column] ? 1 << i : 0;
            (row, column) = i < 8 ? (8, size - 1 - i) : (size - 15 + i, 8);
            second |= modules[row, column] ? 1 << i : 0;
        }

        var best = (Distance: 4, Word: -1);
        for (var word = 0; word < 32; word++)
        {
            var coded = ((word << 10) | Remainder(word << 10, 0x537, 10)) ^ 0x5412;
            var distance = Math.Min(BitOperations.PopCount((uint)(coded ^ first)), BitOperations.PopCount((uint)(coded ^ second)));
            best = distance < best.Distance ? (distance, word) : best;
        }

        // Levels are coded L = 01, M = 00, Q = 11, H = 10.
        return best.Word < 0 ? null : ((best.Word >> 3) ^ 1, best.Word & 7);
    }

    /// <summary>Whether a code of version 7 or more says the same version as its size.</summary>
    public static bool VersionAgrees(bool[,] modules, int version)
    {
        if (version < 7)
        {
            return true;
        }

        var size = modules.GetLength(0);
        int first = 0, second = 0;
        for (var i = 0; i < 18; i++)
        {
            first |= modules[i / 3, size - 11 + (i % 3)] ? 1 << i : 0;
            second |= modules[size - 11 + (i % 3), i / 3] ? 1 << i : 0;
        }

        var coded = (version << 12) | Remainder(version << 12, 0x1F25, 12);
        return BitOperations.PopCount((uint)(coded ^ first)) <= 3 || BitOperations.PopCount((uint)(coded ^ second)) <= 3;
    }

    private static int Remainder(int value, int generator, int degree)
    {
        for (var bit = 31 - degree; bit >= 0; bit--)
        {
            if ((value >> (bit + degree) & 1) != 0)
            {
                value ^= generator << bit;
            }
        }

        return value;
    }
}
