namespace Havel.Server.Terminologies;

/// <summary>Counts what is read, and ends where a packed file holds more than its directory says.</summary>
internal sealed class WatchedStream(Stream inner, string name, long length, ImportWatch watch) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (InvalidDataException broken)
        {
            throw new SourceFault($"{name} is damaged: {broken.Message}");
        }

        _read += count;
        if (_read > length)
            throw new SourceFault($"{name} holds more than the {length} bytes that its directory says.");

        watch.Read(count);
        return count;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
