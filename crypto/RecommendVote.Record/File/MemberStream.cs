using System.IO.Compression;

namespace RecommendVote.Record;

/// <summary>The content of one member, never more than its header says, with its sum. Damage is a state, not an exception.</summary>
internal sealed class MemberStream(Stream file, long offset, ZipMember member)
{
    private readonly Crc32 crc = new();
    private readonly Stream content = member.Method == 0
        ? new Window(file, offset, member.Compressed)
        : new DeflateStream(new Window(file, offset, member.Compressed), CompressionMode.Decompress);

    private long left = member.Size;
    private bool damaged;

    /// <summary>Reads as much as there is, up to the length of the destination.</summary>
    public int Fill(Span<byte> destination)
    {
        if (destination.Length > left)
            destination = destination[..(int)left];
        if (damaged || destination.IsEmpty)
            return 0;
        var read = 0;
        try
        {
            read = content.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            damaged = true;
        }
        if (read < destination.Length)
            damaged = true;
        left -= read;
        crc.Append(destination[..read]);
        return read;
    }

    /// <summary>Whether all of the content came, nothing is left over and the sum is right.</summary>
    public bool IsWhole()
    {
        if (damaged || left != 0 || crc.Value != member.Crc)
            return false;
        try
        {
            return content.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A part of a seekable stream.</summary>
    private sealed class Window(Stream inner, long start, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (buffer.Length > length - position)
                buffer = buffer[..(int)(length - position)];
            if (buffer.IsEmpty)
                return 0;
            inner.Position = start + position;
            var read = inner.Read(buffer);
            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
