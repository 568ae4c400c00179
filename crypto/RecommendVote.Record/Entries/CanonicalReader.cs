using System.Buffers;
using System.Buffers.Text;
using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// Reads canonical JSON member by member in the order that its page gives. The first fault is kept in <see cref="Fault"/> and every later
/// call does nothing, so decoders read straight through and look once at the end. Nothing here throws on bad data.
/// </summary>
/// <remarks>Callers also write the value again and compare (see <see cref="Canonical"/>), which catches every other spelling.</remarks>
public ref struct CanonicalReader
{
    /// <summary>What a text's plain part ends at: the quote, a backslash, or a control character.</summary>
    private static readonly SearchValues<byte> Ending = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> input;
    private int position;
    private bool first;

    /// <param name="input">The whole JSON text.</param>
    /// <param name="suite">When given, points and scalars must decode in its group; when null only their lengths are checked.</param>
    public CanonicalReader(ReadOnlySpan<byte> input, Suite? suite = null)
    {
        this.input = input;
        Suite = suite;
        first = true;
        Fault = null;
        position = 0;
    }

    public Suite? Suite { get; }

    /// <summary>What was wrong and where, for logs; null while all is well.</summary>
    public string? Fault { get; private set; }

    public readonly bool Ok => Fault is null;

    public void Fail(string what) => Fault ??= $"{what} at byte {position}";

    public void BeginObject() => Open((byte)'{');

    public void EndObject() => Close((byte)'}');

    public void BeginList() => Open((byte)'[');

    /// <summary>True while another element follows; consumes the closing bracket when none does.</summary>
    public bool NextElement()
    {
        if (!Ok)
            return false;
        if (Peek() == ']')
        {
            Close((byte)']');
            return false;
        }
        if (first)
            return true;
        if (!Expect((byte)','))
            return false;
        first = true;
        return true;
    }

    public void Member(string name)
    {
        if (!TryMember(name))
            Fail("expected member " + name);
    }

    /// <summary>Consumes the member's name if it comes next; else leaves everything as it was.</summary>
    public bool TryMember(string name)
    {
        if (!Ok)
            return false;
        var at = position;
        if (!first)
        {
            if (Peek() != ',')
                return false;
            at++;
        }
        var rest = input[at..];
        if (rest.Length < name.Length + 3 || rest[0] != '"' || rest[name.Length + 1] != '"' || rest[name.Length + 2] != ':')
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            if (rest[i + 1] != name[i])
                return false;
        }
        position = at + name.Length + 3;
        first = true;
        return true;
    }

    /// <summary>Whether the member's name comes next; consumes nothing.</summary>
    public readonly bool PeekMember(string name)
    {
        var copy = this;
        return copy.TryMember(name);
    }

    /// <summary>A text of at most <paramref name="maxLength"/> UTF-16 units.</summary>
    public string Text(int maxLength = FieldRules.MaxText)
    {
        if (!TryQuoted(out var raw))
            return "";
        if (raw.Length > (long)maxLength * 6)
        {
            Fail("text too long");
            return "";
        }
        if (!TryUnescape(raw, out var text))
        {
            Fail("text malformed");
            return "";
        }
        if (text.Length > maxLength)
            Fail("text too long");
        return text;
    }

    /// <summary>0..2147483647 in plain decimal.</summary>
    public int Number()
    {
        if (!Ok)
            return 0;
        var start = position;
        long value = 0;
        while (position < input.Length && input[position] is >= (byte)'0' and <= (byte)'9' && position - start < 11)
            value = value * 10 + (input[position++] - '0');
        var digits = position - start;
        if (digits == 0 || digits > 10 || value > int.MaxValue || (digits > 1 && input[start] == '0'))
        {
            Fail("expected an integer");
            return 0;
        }
        first = false;
        return (int)value;
    }

    public bool Bool()
    {
        if (!Ok)
            return false;
        var rest = input[position..];
        if (rest.StartsWith("true"u8))
        {
            position += 4;
            first = false;
            return true;
        }
        if (rest.StartsWith("false"u8))
        {
            position += 5;
            first = false;
            return false;
        }
        Fail("expected true or false");
        return false;
    }

    /// <summary>Base64url; of exactly <paramref name="length"/> bytes when given.</summary>
    public Bytes Base64(int? length = null)
    {
        if (!TryQuoted(out var raw))
            return default;
        if (!Base64Url.IsValid(raw, out var decodedLength) || (length is { } wanted && decodedLength != wanted))
        {
            Fail("expected base64url" + (length is { } n ? $" of {n} bytes" : ""));
            return default;
        }
        var decoded = new byte[decodedLength];
        Base64Url.DecodeFromUtf8(raw, decoded, out _, out var written);
        if (written != decodedLength)
            Fail("expected base64url");
        return decoded;
    }

    /// <summary>True at the end of the input with nothing left over.</summary>
    public bool Finish()
    {
        if (Ok && position != input.Length)
            Fail("bytes after the end");
        return Ok;
    }

    private void Open(byte bracket)
    {
        Expect(bracket);
        first = true;
    }

    private void Close(byte bracket)
    {
        Expect(bracket);
        first = false;
    }

    private readonly int Peek() => position < input.Length ? input[position] : -1;

    private bool Expect(byte value)
    {
        if (!Ok)
            return false;
        if (Peek() != value)
        {
            Fail("expected '" + (char)value + "'");
            return false;
        }
        position++;
        return true;
    }

    private bool TryQuoted(out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (!Expect((byte)'"'))
            return false;
        var start = position;
        while (position < input.Length)
        {
            var plain = input[position..].IndexOfAny(Ending);
            if (plain < 0)
            {
                position = input.Length;
                break;
            }
            position += plain;
            if (input[position] == '"')
                break;
            if (input[position] < ' ')
            {
                Fail("control character in a text");
                return false;
            }
            position += 2; // a backslash and what it escapes
        }
        if (position >= input.Length)
        {
            position = input.Length;
            Fail("text without end");
            return false;
        }
        raw = input[start..position];
        position++;
        first = false;
        return true;
    }

    private static bool TryUnescape(ReadOnlySpan<byte> raw, out string text)
    {
        text = "";
        var builder = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
                plain = raw.Length;
            if (plain > 0)
            {
                if (!System.Text.Unicode.Utf8.IsValid(raw[..plain]))
                    return false;
                builder.Append(StrictUtf8.Encoding.GetString(raw[..plain]));
                raw = raw[plain..];
                continue;
            }
            if (raw.Length < 2)
                return false;
            var taken = 2;
            switch ((char)raw[1])
            {
                case '"': builder.Append('"'); break;
                case '\\': builder.Append('\\'); break;
                case 'b': builder.Append('\b'); break;
                case 't': builder.Append('\t'); break;
                case 'n': builder.Append('\n'); break;
                case 'f': builder.Append('\f'); break;
                case 'r': builder.Append('\r'); break;
                // Only code points below U+0020 have this form; every other spelling is refused here, so no lone surrogate can arise.
                case 'u' when raw.Length >= 6 && raw[2] == '0' && raw[3] == '0' && raw[4] is (byte)'0' or (byte)'1' && Hex(raw[5]) is { } low:
                    builder.Append((char)((raw[4] - '0') * 16 + low));
                    taken = 6;
                    break;
                default:
                    return false;
            }
            raw = raw[taken..];
        }
        text = builder.ToString();
        return true;
    }

    private static int? Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => null,
    };
}
