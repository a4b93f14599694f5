using System.Buffers.Binary;

namespace Havel.Store.Bodies;

/// <summary>Finds instructions that write a body: at each place the longest piece of the dictionary or of what came
/// before, or a form that says it shorter. Not safe for several threads; the same text always gives the same
/// instructions.</summary>
internal sealed class BodyPacker
{
    /// <summary>Stands in the text for <see cref="BodyOp.Meta"/>. JSON never has the bare character.</summary>
    public const byte MetaMark = Havel.Fhir.Parsing.MetaTemplate.MetaMark;

    private const int HistoryBits = 12;

    /// <summary>Shorter encoded content gains less than its instruction costs.</summary>
    private const int ShortestBase64 = 48;

    /// <summary>After so many bytes without a find places are passed over, ever more: what is encrypted or compressed
    /// already is not worth looking at closely.</summary>
    private const int PatienceBits = 6;

    private readonly int[] _history = new int[1 << HistoryBits];
    private int _historyBase = 1;
    private int _nextBase = 1;
    private BodyDictionary _dictionary = null!;
    private PackedBuffer _to = new();
    private bool _isWithin;
    private int _onward;

    /// <summary>Packs a text.</summary>
    /// <param name="dictionary">What both sides know.</param>
    /// <param name="text">The text.</param>
    /// <returns>The instructions; the packer's own memory, until it packs again.</returns>
    public ReadOnlySpan<byte> Pack(BodyDictionary dictionary, ReadOnlySpan<byte> text)
    {
        _dictionary = dictionary;
        _to.Clear();
        _isWithin = false;
        Run(text);
        return _to.Written;
    }

    private void Run(ReadOnlySpan<byte> text)
    {
        _onward = 0;
        Begin(text.Length);
        var place = 0;
        var literal = 0;
        while (place < text.Length)
        {
            // No copy may reach into encoded content: it would no longer be seen where it begins.
            var end = _isWithin ? text.Length : place + EndOfDataName(text[place..]);
            Run(text[..end], ref place, ref literal);
            if (end == text.Length)
                break;

            if (Within(text[end..], text[literal..end]) is > 0 and var within)
                literal = end + within;

            place = Math.Max(place, literal);
        }

        Literal(text[literal..]);
    }

    private void Run(ReadOnlySpan<byte> text, ref int place, ref int literal)
    {
        while (place < text.Length)
        {
            var step = Step(text, place, text[literal..place]);
            if (step > 0)
            {
                place += step;
                literal = place;
            }
            else
            {
                place += 1 + ((place - literal) >> PatienceBits);
            }
        }

        place = text.Length;
    }

    /// <summary>Where the next encoded content may begin, or the end.</summary>
    private static int EndOfDataName(ReadOnlySpan<byte> text)
    {
        var name = "\"data\":\""u8;
        var place = text.IndexOf(name);
        return place < 0 ? text.Length : place + name.Length;
    }

    /// <summary>Writes the instruction for what begins at a place, after the literal bytes before it.</summary>
    /// <returns>How many bytes it stands for; 0 where there is none that is shorter.</returns>
    private int Step(ReadOnlySpan<byte> text, int place, ReadOnlySpan<byte> literal)
    {
        var found = Find(text, place);
        var form = Form(text, place, found, literal);
        if (form > 0)
            return form;

        if (found.Gain <= 0)
            return 0;

        if (found.Length < 32 && place + 1 < text.Length)
        {
            // One byte later there may be more.
            var next = Find(text, place + 1, remember: false);
            if (next.Gain > found.Gain + 1)
                return 0;
        }

        Literal(literal);
        Write(found);
        Remember(text, place + 1, found.Length - 1);
        return found.Length;
    }

    private Piece Find(ReadOnlySpan<byte> text, int place, bool remember = true)
    {
        var rest = text[place..];
        var dictionary = _dictionary.Text;
        var best = default(Piece);
        var onward = rest.CommonPrefixLength(dictionary[_onward..]);
        if (onward >= BodyOp.ShortestOnward)
            best = new Piece(PieceKind.Onward, _onward, onward, onward - 1);

        if (rest.Length < sizeof(uint))
            return best;

        var slot = Slot(rest);
        var before = _history[slot] - _historyBase;
        if (remember)
            _history[slot] = _historyBase + place;
        if (before >= 0 && before < place)
        {
            var length = rest.CommonPrefixLength(text[before..]);
            var cost = place - before < 128 ? 2 : place - before < 16384 ? 3 : 4;
            if (length >= BodyOp.ShortestRepeat && length - cost > best.Gain)
                best = new Piece(PieceKind.Repeat, place - before, length, length - cost);
        }

        if (best.Length >= 64)
            return best;

        var (at, size) = _dictionary.Find(rest);
        if (size >= BodyOp.ShortestPhrase && size - 3 > best.Gain)
            best = new Piece(PieceKind.Phrase, at, size, size - 3);
        return best;
    }

    private void Write(in Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.Onward:
                _to.Length(piece.Length, BodyOp.Onward, BodyOp.Repeat, BodyOp.ShortestOnward);
                _onward += piece.Length;
                break;
            case PieceKind.Phrase:
                _to.Length(piece.Length, BodyOp.Phrase, BodyOp.Onward, BodyOp.ShortestPhrase);
                _to.Byte(piece.Place & 0xFF);
                _to.Byte(piece.Place >> 8);
                _onward = piece.Place + piece.Length;
                break;
            default:
                _to.Length(piece.Length, BodyOp.Repeat, BodyOp.Uuid, BodyOp.ShortestRepeat);
                _to.Number(piece.Place);
                break;
        }
    }

    /// <summary>Writes a form where one begins and is shorter than the piece that was found.</summary>
    private int Form(ReadOnlySpan<byte> text, int place, in Piece found, ReadOnlySpan<byte> literal)
    {
        var rest = text[place..];
        if (rest[0] == MetaMark && !_isWithin)
        {
            Literal(literal);
            _to.Byte(BodyOp.Meta);
            return 1;
        }

        Span<byte> uuid = stackalloc byte[BodyOp.UuidBytes];
        if (BodyOp.UuidLength - BodyOp.UuidBytes - 1 > found.Gain && TextForms.TryReadUuid(rest, uuid))
        {
            Literal(literal);
            _to.Byte(BodyOp.Uuid);
            _to.Bytes(uuid);
            return BodyOp.UuidLength;
        }

        if (!TextForms.IsDigit(rest[0]))
            return 0;

        if (BodyOp.TimeLength - BodyOp.TimeBytes - 1 > found.Gain && TextForms.TryReadTime(rest, out var time))
        {
            Literal(literal);
            _to.Byte(BodyOp.Time);
            BinaryPrimitives.WriteUInt32LittleEndian(_to.Take(BodyOp.TimeBytes), time);
            return BodyOp.TimeLength;
        }

        var digits = TextForms.DigitsAt(rest);
        var bytes = TextForms.DigitBytes(digits);
        if (digits < BodyOp.ShortestDigits || digits - bytes - 1 <= found.Gain)
            return 0;

        Literal(literal);
        _to.Byte(BodyOp.Digits + digits - BodyOp.ShortestDigits);
        TextForms.PackDigits(rest[..digits], _to.Take(bytes));
        return digits;
    }

    /// <summary>Writes what base64 holds, where it comes out again the same way.</summary>
    private int Within(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> literal)
    {
        if (rest.Length <= ShortestBase64 || rest[..ShortestBase64].ContainsAnyExcept(Base64Text.Chars))
            return 0;

        var length = Base64Text.LengthAt(rest);
        if (length < ShortestBase64 || Base64Text.Decode(rest[..length]) is not { } content)
            return 0;

        Literal(literal);
        var (outer, onward, start) = (_to, _onward, _historyBase);
        _to = new PackedBuffer();
        _isWithin = true;
        Run(content);
        var inner = _to;
        _isWithin = false;
        (_to, _onward, _historyBase) = (outer, onward, start);
        _to.Byte(BodyOp.Base64);
        _to.Number(content.Length);
        _to.Number(inner.Written.Length);
        _to.Bytes(inner.Written);
        return length;
    }

    private void Literal(ReadOnlySpan<byte> literal)
    {
        if (literal.IsEmpty)
            return;

        _to.Length(literal.Length, BodyOp.Literal, BodyOp.Phrase, BodyOp.ShortestLiteral);
        _to.Bytes(literal);
    }

    private void Remember(ReadOnlySpan<byte> text, int place, int count)
    {
        var end = Math.Min(place + count, text.Length - sizeof(uint));
        for (; place < end; place += 2)
            _history[Slot(text[place..])] = _historyBase + place;
    }

    /// <summary>Places of earlier texts are smaller than the base, so the table need not be cleared for each.</summary>
    private void Begin(int length)
    {
        if (_nextBase > (int.MaxValue >> 1) - length)
        {
            _history.AsSpan().Clear();
            _nextBase = 1;
        }

        _historyBase = _nextBase;
        _nextBase += length;
    }

    private static int Slot(ReadOnlySpan<byte> text) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(text) * 2654435761U >> (32 - HistoryBits));

    private enum PieceKind
    {
        Onward,
        Phrase,
        Repeat,
    }

    /// <summary>A copy: where from, how long, and how many bytes shorter than what it stands for.</summary>
    private readonly record struct Piece(PieceKind Kind, int Place, int Length, int Gain);
}
