using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RecommendVote.Record;

/// <summary>Writes the one byte form of a canonical JSON value (docs/spec/encodings.md, "JSON").</summary>
/// <param name="capacity">Bytes expected.</param>
public sealed class CanonicalWriter(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> output = new(capacity);
    private bool first = true;

    public ReadOnlySpan<byte> Written => output.WrittenSpan;

    public byte[] ToArray() => output.WrittenSpan.ToArray();

    public CanonicalWriter BeginObject() => Open((byte)'{');

    public CanonicalWriter EndObject() => Close((byte)'}');

    public CanonicalWriter BeginList() => Open((byte)'[');

    public CanonicalWriter EndList() => Close((byte)']');

    public CanonicalWriter Member(string name)
    {
        Separate();
        Quote(name);
        Raw((byte)':');
        first = true;
        return this;
    }

    public CanonicalWriter Text(string value)
    {
        Separate();
        Quote(value);
        first = false;
        return this;
    }

    public CanonicalWriter Number(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Separate();
        output.Write(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
        first = false;
        return this;
    }

    public CanonicalWriter Bool(bool value)
    {
        Separate();
        output.Write(value ? "true"u8 : "false"u8);
        first = false;
        return this;
    }

    /// <summary>Base64url without padding.</summary>
    public CanonicalWriter Base64(ReadOnlySpan<byte> value)
    {
        Separate();
        Raw((byte)'"');
        var span = output.GetSpan(Base64Url.GetEncodedLength(value.Length));
        Base64Url.EncodeToUtf8(value, span, out _, out var written);
        output.Advance(written);
        Raw((byte)'"');
        first = false;
        return this;
    }

    private CanonicalWriter Open(byte bracket)
    {
        Separate();
        Raw(bracket);
        first = true;
        return this;
    }

    private CanonicalWriter Close(byte bracket)
    {
        Raw(bracket);
        first = false;
        return this;
    }

    private void Separate()
    {
        if (!first)
            Raw((byte)',');
    }

    private void Raw(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    /// <summary>Escapes as ECMAScript's JSON.stringify does for well-formed strings.</summary>
    /// <exception cref="ArgumentException">The text has a lone surrogate: it has no UTF-8.</exception>
    private void Quote(string value)
    {
        Raw((byte)'"');
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var escape = Escape(value[i]);
            if (escape is null)
                continue;
            Utf8(value.AsSpan(start, i - start));
            output.Write(Encoding.ASCII.GetBytes(escape));
            start = i + 1;
        }
        Utf8(value.AsSpan(start));
        Raw((byte)'"');
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        var span = output.GetSpan(StrictUtf8.Encoding.GetMaxByteCount(text.Length));
        output.Advance(StrictUtf8.Encoding.GetBytes(text, span));
    }

    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };
}
