using System.Text;

namespace RecommendVote.CardReader.Qr;

/// <summary>Reads the segments of a corrected QR code: numeric, alphanumeric and byte mode, with the UTF-8 designator. Other modes are refused: no card uses them.</summary>
internal static class QrSegments
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static string? Read(byte[] data, int version)
    {
        var bits = new BitReader(data);
        var bytes = new List<byte>();
        while (bits.Left >= 4 && bits.Read(4) is var mode && mode != 0)
        {
            var read = mode switch
            {
                1 => Digits(bits, bytes, version < 10 ? 10 : version < 27 ? 12 : 14),
                2 => Letters(bits, bytes, version < 10 ? 9 : version < 27 ? 11 : 13),
                4 => Raw(bits, bytes, version < 10 ? 8 : 16),
                7 => bits.Left >= 8 && bits.Read(8) == 26,
                _ => false,
            };
            if (!read)
            {
                return null;
            }
        }

        try
        {
            return Utf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool Digits(BitReader bits, List<byte> bytes, int lengthBits)
    {
        for (var left = bits.Read(lengthBits); left > 0; left -= 3)
        {
            var digits = Math.Min(left, 3);
            var value = bits.Read((digits * 3) + 1);
            if (value < 0 || value >= Math.Pow(10, digits))
            {
                return false;
            }

            bytes.AddRange(Encoding.ASCII.GetBytes(value.ToString($"D{digits}", System.Globalization.CultureInfo.InvariantCulture)));
        }

        return !bits.Overrun;
    }

    private static bool Letters(BitReader bits, List<byte> bytes, int lengthBits)
    {
        for (var left = bits.Read(lengthBits); left > 0; left -= 2)
        {
            var value = bits.Read(left > 1 ? 11 : 6);
            if (value < 0 || value >= (left > 1 ? 45 * 45 : 45))
            {
                return false;
            }

            if (left > 1)
            {
                bytes.Add((byte)Alphanumeric[value / 45]);
            }

            bytes.Add((byte)Alphanumeric[value % 45]);
        }

        return !bits.Overrun;
    }

    private static bool Raw(BitReader bits, List<byte> bytes, int lengthBits)
    {
        for (var left = bits.Read(lengthBits); left > 0; left--)
        {
            if (bits.Read(8) is var value && value < 0)
            {
                return false;
            }
            else
            {
                bytes.Add((byte)value);
            }
        }

        return !bits.Overrun;
    }

    private sealed class BitReader(byte[] data)
    {
        private int _at;

        public bool Overrun { get; private set; }

        public int Left => (data.Length * 8) - _at;

        /// <summary>The next bits, highest first; -1 when there are not so many.</summary>
        public int Read(int count)
        {
            if (count > Left)
            {
                Overrun = true;
                return -1;
            }

            var value = 0;
            for (var i = 0; i < count; i++, _at++)
            {
                value = (value << 1) | (data[_at / 8] >> (7 - (_at % 8)) & 1);
            }

            return value;
        }
    }
}
