namespace Havel.Store.Bodies;

/// <summary>Instructions while they are written.</summary>
internal sealed class PackedBuffer
{
    /// <summary>Bytes that the largest number takes.</summary>
    public const int LongestNumber = 5;

    private byte[] _bytes = new byte[1024];
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Byte(int value) => Take(1)[0] = (byte)value;

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Number(int value)
    {
        Span<byte> bytes = stackalloc byte[LongestNumber];
        Bytes(bytes[..Write(bytes, value)]);
    }

    /// <summary>Writes a number seven bits a byte, the lowest first.</summary>
    /// <param name="target">At least <see cref="LongestNumber"/> bytes.</param>
    /// <param name="value">The number, not below zero.</param>
    /// <returns>How many bytes it took.</returns>
    public static int Write(Span<byte> target, int value)
    {
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            target[count++] = (byte)(value | 0x80);

        target[count++] = (byte)value;
        return count;
    }

    /// <summary>Writes an instruction that has its length within itself, or behind it where it is long.</summary>
    public void Length(int length, int first, int end, int shortest)
    {
        var last = end - 1;
        var longest = last - first + shortest;
        if (length < longest)
        {
            Byte(first + length - shortest);
            return;
        }

        Byte(last);
        Number(length - longest);
    }

    /// <summary>The next bytes, to be written.</summary>
    public Span<byte> Take(int count)
    {
        if (_count + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + count));

        _count += count;
        return _bytes.AsSpan(_count - count, count);
    }
}
