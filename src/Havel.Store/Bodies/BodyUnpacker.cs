using System.Buffers;
using System.Buffers.Text;

namespace Havel.Store.Bodies;

/// <summary>Carries out the instructions of a packed body: copying, nearly all of it. Damage on disk becomes an
/// <see cref="InvalidDataException"/> and nothing worse.</summary>
internal ref struct BodyUnpacker
{
    private readonly ReadOnlySpan<byte> _dictionary;
    private readonly ReadOnlySpan<byte> _meta;
    private readonly ReadOnlySpan<byte> _from;
    private readonly Span<byte> _to;
    private readonly bool _isWithin;
    private int _read;
    private int _written;
    private int _onward;
    private int _metaPlace;
    private int _metaExtra;

    private BodyUnpacker(
        ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> meta, ReadOnlySpan<byte> from, Span<byte> to, bool isWithin)
    {
        _isWithin = isWithin;
        _dictionary = dictionary;
        _meta = meta;
        _from = from;
        _to = to;
    }

    /// <summary>Unpacks.</summary>
    /// <param name="dictionary">The dictionary's text.</param>
    /// <param name="meta">What stands for <see cref="BodyOp.Meta"/>.</param>
    /// <param name="from">The instructions.</param>
    /// <param name="to">Is filled to its end.</param>
    /// <exception cref="InvalidDataException">The instructions are damaged.</exception>
    public static void Unpack(
        ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> meta, ReadOnlySpan<byte> from, Span<byte> to)
    {
        try
        {
            var unpacker = new BodyUnpacker(dictionary, meta, from, to, isWithin: false);
            unpacker.Run();
        }
        catch (Exception damage) when (damage is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("A stored body is damaged.", damage);
        }
    }

    /// <summary>Reads a number and moves the place behind it.</summary>
    public static int ReadNumber(ReadOnlySpan<byte> from, ref int place)
    {
        var value = 0;
        for (var shift = 0; shift < 35 && place < from.Length; shift += 7)
        {
            var next = from[place++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("A stored body is damaged.");
    }

    private void Run()
    {
        while (_read < _from.Length)
        {
            int op = _from[_read++];
            if (op < BodyOp.Phrase)
                Literal(Length(op, BodyOp.Literal, BodyOp.Phrase, BodyOp.ShortestLiteral));
            else if (op < BodyOp.Onward)
                Phrase(Length(op, BodyOp.Phrase, BodyOp.Onward, BodyOp.ShortestPhrase));
            else if (op < BodyOp.Repeat)
                Onward(Length(op, BodyOp.Onward, BodyOp.Repeat, BodyOp.ShortestOnward));
            else if (op < BodyOp.Uuid)
                Repeat(Length(op, BodyOp.Repeat, BodyOp.Uuid, BodyOp.ShortestRepeat));
            else
                Form(op);
        }

        if (_written != _to.Length)
            throw new InvalidDataException("A stored body is damaged: it ends early.");
    }

    private int Length(int op, int first, int end, int shortest)
    {
        var length = op - first + shortest;
        return op == end - 1 ? length + ReadNumber(_from, ref _read) : length;
    }

    private void Literal(int length)
    {
        _from.Slice(_read, length).CopyTo(_to[_written..]);
        _read += length;
        _written += length;
    }

    private void Phrase(int length)
    {
        _onward = _from[_read] | _from[_read + 1] << 8;
        _read += 2;
        Onward(length);
    }

    private void Onward(int length)
    {
        _dictionary.Slice(_onward, length).CopyTo(_to[_written..]);
        _onward += length;
        _written += length;
    }

    private void Repeat(int length)
    {
        var distance = ReadNumber(_from, ref _read);

        // Distances are of the packed text, where what stands for the meta is one byte.
        var source = _written - _metaExtra - distance;
        if (source >= _metaPlace)
            source += _metaExtra;

        if (source + length <= _written)
        {
            _to.Slice(source, length).CopyTo(_to[_written..]);
            _written += length;
            return;
        }

        // What is copied reaches into itself: byte by byte it repeats.
        for (var end = _written + length; _written < end; _written++)
            _to[_written] = _to[source++];
    }

    private void Form(int op)
    {
        switch (op)
        {
            case BodyOp.Uuid:
                TextForms.WriteUuid(_from.Slice(_read, BodyOp.UuidBytes), _to[_written..]);
                _read += BodyOp.UuidBytes;
                _written += BodyOp.UuidLength;
                break;
            case BodyOp.Time:
                TextForms.WriteTime(TextForms.ReadTimeBytes(_from[_read..]), _to[_written..]);
                _read += BodyOp.TimeBytes;
                _written += BodyOp.TimeLength;
                break;
            case BodyOp.Meta:
                _meta.CopyTo(_to[_written..]);
                (_metaPlace, _metaExtra) = (_written, _meta.Length - 1);
                _written += _meta.Length;
                break;
            case BodyOp.Base64 when !_isWithin:
                Within();
                break;
            case >= BodyOp.Digits:
                Digits(op - BodyOp.Digits + BodyOp.ShortestDigits);
                break;
            default:
                throw new InvalidDataException($"A stored body is damaged: no such instruction as {op}.");
        }
    }

    private void Digits(int count)
    {
        var bytes = TextForms.DigitBytes(count);
        TextForms.UnpackDigits(_from.Slice(_read, bytes), _to.Slice(_written, count));
        _read += bytes;
        _written += count;
    }

    private void Within()
    {
        var length = ReadNumber(_from, ref _read);
        var packed = ReadNumber(_from, ref _read);
        if (length > _to.Length)
            throw new InvalidDataException("A stored body is damaged: more within than without.");

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = buffer.AsSpan(0, length);
            new BodyUnpacker(_dictionary, _meta, _from.Slice(_read, packed), bytes, isWithin: true).Run();
            Base64.EncodeToUtf8(bytes, _to[_written..], out _, out var written);
            _written += written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _read += packed;
    }
}
