using System.Buffers.Binary;

namespace Havel.Store.Bodies;

/// <summary>A text of frequent pieces, and where pieces of it are found. Immutable, shared by all threads.</summary>
internal sealed class BodyDictionary
{
    /// <summary>How many places are looked at: more find little more and cost a write's time.</summary>
    private const int Depth = 12;

    private const int Bits = 15;
    private const int LongKey = 8;
    private readonly byte[] _text;
    private readonly Lazy<Places> _short;
    private readonly Lazy<Places> _long;

    public BodyDictionary(byte number, byte[] text)
    {
        if (text.Length > BodyOp.LongestDictionary)
            throw new ArgumentException("A place in a dictionary is two bytes.", nameof(text));

        Number = number;
        _text = text;
        _short = new Lazy<Places>(() => new Places(text, sizeof(uint)));
        _long = new Lazy<Places>(() => new Places(text, LongKey));
    }

    public byte Number { get; }

    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The longest piece found that the text begins with.</summary>
    /// <returns>Its place and length; zero for none of at least four bytes.</returns>
    public (int Place, int Length) Find(ReadOnlySpan<byte> text)
    {
        if (text.Length >= LongKey)
        {
            var found = Find(_long.Value, LongKey, text);
            if (found.Length > 0)
                return found;
        }

        return text.Length >= sizeof(uint) ? Find(_short.Value, sizeof(uint), text) : default;
    }

    private (int Place, int Length) Find(Places places, int key, ReadOnlySpan<byte> text)
    {
        var own = _text.AsSpan();
        var best = (Place: 0, Length: key - 1);
        var place = places.First(text);
        for (var tries = 0; place != Places.None && tries < Depth; tries++)
        {
            // Only what goes on behind the best so far can be longer; most places are done with after this one byte.
            var end = place + best.Length;
            if (end < own.Length && best.Length < text.Length && own[end] == text[best.Length])
            {
                var length = text.CommonPrefixLength(own[place..]);
                if (length > best.Length)
                    best = (place, length);
            }

            place = places.Next(place);
        }

        return best.Length < key ? default : best;
    }

    /// <summary>The places of all pieces of some length, by hash. Places are two bytes each, so that all of it stays
    /// near the processor.</summary>
    private sealed class Places
    {
        /// <summary>No place: a piece that began there would not fit into the longest dictionary.</summary>
        public const int None = ushort.MaxValue;

        private readonly ushort[] _first = new ushort[1 << Bits];
        private readonly ushort[] _next;
        private readonly int _key;

        public Places(ReadOnlySpan<byte> text, int key)
        {
            _key = key;
            _next = new ushort[text.Length];
            _first.AsSpan().Fill(None);

            // From the end, so that what the learner put in front is found first.
            for (var place = text.Length - key; place >= 0; place--)
            {
                var hash = Hash(text[place..]);
                _next[place] = _first[hash];
                _first[hash] = (ushort)place;
            }
        }

        public int First(ReadOnlySpan<byte> text) => _first[Hash(text)];

        public int Next(int place) => _next[place];

        private int Hash(ReadOnlySpan<byte> text)
        {
            var value = _key == LongKey
                ? BinaryPrimitives.ReadUInt64LittleEndian(text)
                : BinaryPrimitives.ReadUInt32LittleEndian(text);
            return (int)(value * 0x9E3779B97F4A7C15UL >> (64 - Bits));
        }
    }
}
