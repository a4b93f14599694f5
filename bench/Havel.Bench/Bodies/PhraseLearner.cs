using System.Buffers.Binary;
using Havel.Store.Bodies;

namespace Havel.Bench.Bodies;

/// <summary>Chooses the texts of a dictionary: pieces that many groups have in common, longest first, none of them
/// twice. Pieces of eight bytes are counted once a group; runs of frequent pieces are candidates; the one that brings
/// most for a byte is taken, and what it covers counts no longer.</summary>
internal sealed class PhraseLearner
{
    private const int PieceLength = 8;
    private const int MaxPhrase = 400;

    private readonly int _leastGroups;
    private readonly Dictionary<ulong, Piece> _pieces = [];
    private readonly Dictionary<string, Candidate> _candidates = new(StringComparer.Ordinal);

    /// <summary>Counts.</summary>
    /// <param name="samples">What to learn from, sorted by group.</param>
    /// <param name="known">A text that the dictionary has anyway.</param>
    /// <param name="leastGroups">How many groups must have a piece.</param>
    public PhraseLearner(IReadOnlyList<BodySample> samples, ReadOnlySpan<byte> known, int leastGroups)
    {
        _leastGroups = leastGroups;
        foreach (var sample in samples)
        {
            foreach (var (start, end) in Segments(sample.Text))
                Count(sample.Text.AsSpan(start, end - start), sample.Group);
        }

        for (var place = 0; place + PieceLength <= known.Length; place++)
        {
            if (_pieces.TryGetValue(Key(known, place), out var piece))
                piece.IsCovered = true;
        }

        foreach (var sample in samples)
        {
            foreach (var (start, end) in Segments(sample.Text))
                Propose(sample.Text, start, end);
        }
    }

    /// <summary>Chooses phrases up to a length altogether, in the order in which resources have them.</summary>
    public byte[] Choose(int length)
    {
        var queue = new PriorityQueue<Candidate, double>();
        foreach (var candidate in _candidates.Values)
            queue.Enqueue(candidate, -Score(candidate.Text));

        var chosen = new List<Candidate>();
        var used = 0;
        while (queue.TryDequeue(out var best, out var score) && used < length)
        {
            var rest = best with { Text = Uncovered(best.Text) };
            var now = -Score(rest.Text);
            if (now >= 0)
                continue;

            if (now > score * 0.999)
            {
                queue.Enqueue(rest, now);
                continue;
            }

            if (used + rest.Text.Length > length)
                continue;

            chosen.Add(rest);
            used += rest.Text.Length;
            for (var place = 0; place + PieceLength <= rest.Text.Length; place++)
                _pieces[Key(rest.Text, place)].IsCovered = true;
        }

        return [.. chosen.OrderBy(each => each.Place / each.Times).SelectMany(each => each.Text)];
    }

    private void Count(ReadOnlySpan<byte> text, int group)
    {
        for (var place = 0; place + PieceLength <= text.Length; place++)
        {
            var key = Key(text, place);
            if (!_pieces.TryGetValue(key, out var piece))
                _pieces.Add(key, piece = new Piece());

            if (piece.LastGroup == group)
                continue;

            piece.LastGroup = group;
            piece.Groups++;
        }
    }

    private void Propose(byte[] text, int start, int end)
    {
        var from = -1;
        for (var place = start; place <= end - PieceLength + 1; place++)
        {
            var isFrequent = place + PieceLength <= end && _pieces[Key(text, place)].Groups >= _leastGroups;
            if (isFrequent && from < 0)
                from = place;

            if (from >= 0 && (!isFrequent || place - from > MaxPhrase))
            {
                Propose(text.AsSpan(from, place - 1 + PieceLength - from), from / (double)text.Length);
                from = -1;
            }
        }
    }

    private void Propose(ReadOnlySpan<byte> phrase, double place)
    {
        var key = Convert.ToHexString(phrase);
        if (!_candidates.TryGetValue(key, out var candidate))
            _candidates.Add(key, candidate = new Candidate { Text = phrase.ToArray() });

        candidate.Place += place;
        candidate.Times++;
    }

    private double Score(ReadOnlySpan<byte> text)
    {
        var sum = 0.0;
        for (var place = 0; place + PieceLength <= text.Length; place++)
        {
            var piece = _pieces[Key(text, place)];
            if (!piece.IsCovered)
                sum += piece.Groups;
        }

        return sum / (text.Length + PieceLength);
    }

    private byte[] Uncovered(byte[] text)
    {
        int first = -1, last = -1;
        for (var place = 0; place + PieceLength <= text.Length; place++)
        {
            if (_pieces[Key(text, place)].IsCovered)
                continue;

            if (first < 0)
                first = place;
            last = place;
        }

        return first < 0 ? [] : text[first..(last + PieceLength)];
    }

    /// <summary>What lies between UUIDs, instants and long numbers: these have instructions of their own.</summary>
    private static IEnumerable<(int Start, int End)> Segments(byte[] text)
    {
        var start = 0;
        for (var place = 0; place < text.Length;)
        {
            var skip = SpecialAt(text, place);
            if (skip == 0)
            {
                place++;
                continue;
            }

            if (place - start >= PieceLength)
                yield return (start, place);

            place += skip;
            start = place;
        }

        if (text.Length - start >= PieceLength)
            yield return (start, text.Length);
    }

    private static int SpecialAt(byte[] bytes, int place)
    {
        var text = bytes.AsSpan(place);
        Span<byte> uuid = stackalloc byte[BodyOp.UuidBytes];
        if (text[0] == BodyPacker.MetaMark)
            return 1;
        if (TextForms.TryReadUuid(text, uuid))
            return BodyOp.UuidLength;
        if (TextForms.TryReadTime(text, out _))
            return BodyOp.TimeLength;
        if (place > 0 && bytes[place - 1] == '"' && Base64Text.LengthAt(text) is >= 64 and var encoded)
            return encoded;

        var digits = text[0] is >= (byte)'0' and <= (byte)'9' ? TextForms.DigitsAt(text) : 0;
        return digits > 9 ? digits : 0;
    }

    private static ulong Key(ReadOnlySpan<byte> text, int place) =>
        BinaryPrimitives.ReadUInt64LittleEndian(text[place..]);

    private sealed class Piece
    {
        public int LastGroup { get; set; } = -1;

        public int Groups { get; set; }

        public bool IsCovered { get; set; }
    }

    private sealed record Candidate
    {
        public required byte[] Text { get; init; }

        public double Place { get; set; }

        public int Times { get; set; }
    }
}
