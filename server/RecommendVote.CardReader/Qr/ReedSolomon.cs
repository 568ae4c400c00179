namespace RecommendVote.CardReader.Qr;

/// <summary>Corrects errors in a block of a QR code: Reed-Solomon over GF(256) modulo x^8+x^4+x^3+x^2+1, roots a^0, a^1, ... (ISO/IEC 18004 section 7.5).</summary>
internal static class ReedSolomon
{
    private static readonly byte[] Exp = new byte[512];
    private static readonly byte[] Log = new byte[256];

    static ReedSolomon()
    {
        var value = 1;
        for (var i = 0; i < 255; i++)
        {
            Exp[i] = Exp[i + 255] = (byte)value;
            Log[value] = (byte)i;
            value <<= 1;
            value ^= value >= 256 ? 0x11D : 0;
        }
    }

    /// <summary>Corrects the block in place. False when there are more errors than the check words can name.</summary>
    public static bool Correct(Span<byte> block, int checkWords)
    {
        var syndromes = Syndromes(block, checkWords);
        if (!syndromes.AsSpan().ContainsAnyExcept((byte)0))
        {
            return true;
        }

        // Berlekamp-Massey: the shortest recurrence (lowest power first) that produces the syndromes.
        byte[] locator = [1], previous = [1];
        int errors = 0, shift = 1;
        byte previousGap = 1;
        for (var i = 0; i < checkWords; i++)
        {
            var gap = syndromes[i];
            for (var j = 1; j <= errors && j < locator.Length; j++)
            {
                gap ^= Multiply(locator[j], syndromes[i - j]);
            }

            if (gap == 0)
            {
                shift++;
                continue;
            }

            var next = AddShifted(locator, previous, shift, Divide(gap, previousGap));
            if (2 * errors <= i)
            {
                (errors, previous, previousGap, shift) = (i + 1 - errors, locator, gap, 1);
            }
            else
            {
                shift++;
            }

            locator = next;
        }

        return errors <= checkWords / 2
            && Repair(block, syndromes, locator, errors)
            && !Syndromes(block, checkWords).AsSpan().ContainsAnyExcept((byte)0);
    }

    private static byte[] Syndromes(ReadOnlySpan<byte> block, int checkWords)
    {
        var syndromes = new byte[checkWords];
        for (var i = 0; i < checkWords; i++)
        {
            byte sum = 0;
            foreach (var word in block)
            {
                sum = (byte)(Multiply(sum, Exp[i]) ^ word);
            }

            syndromes[i] = sum;
        }

        return syndromes;
    }

    // Chien search for the places, Forney's formula for the values.
    private static bool Repair(Span<byte> block, byte[] syndromes, byte[] locator, int errors)
    {
        var evaluator = new byte[errors];
        for (var i = 0; i < errors; i++)
        {
            for (var j = 0; j <= i && j < locator.Length; j++)
            {
                evaluator[i] ^= Multiply(locator[j], syndromes[i - j]);
            }
        }

        var found = 0;
        for (var place = 0; place < block.Length; place++)
        {
            var inverse = Exp[(255 - (place % 255)) % 255];
            if (Evaluate(locator, inverse) != 0)
            {
                continue;
            }

            byte slope = 0;
            for (var j = 1; j < locator.Length; j += 2)
            {
                slope ^= Multiply(locator[j], Power(inverse, j - 1));
            }

            if (slope == 0)
            {
                return false;
            }

            var value = Multiply(Exp[place % 255], Divide(Evaluate(evaluator, inverse), slope));
            block[block.Length - 1 - place] ^= value;
            found++;
        }

        return found == errors;
    }

    private static byte[] AddShifted(byte[] target, byte[] source, int shift, byte factor)
    {
        var sum = new byte[Math.Max(target.Length, source.Length + shift)];
        target.CopyTo(sum, 0);
        for (var i = 0; i < source.Length; i++)
        {
            sum[i + shift] ^= Multiply(source[i], factor);
        }

        return sum;
    }

    private static byte Evaluate(byte[] polynomial, byte at)
    {
        byte sum = 0;
        for (var i = polynomial.Length - 1; i >= 0; i--)
        {
            sum = (byte)(Multiply(sum, at) ^ polynomial[i]);
        }

        return sum;
    }

    private static byte Multiply(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Exp[Log[a] + Log[b]];

    private static byte Divide(byte a, byte b) => a == 0 ? (byte)0 : Exp[Log[a] + 255 - Log[b]];

    private static byte Power(byte a, int power) => a == 0 ? (byte)0 : Exp[Log[a] * power % 255];
}
