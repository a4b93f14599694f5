namespace Havel.Fhir.Profiles.Core;

/// <summary>Remembers a value for each text as it stands in resources, found without making a string. Reading takes no
/// lock; adding copies. Holds a bounded number of texts; beyond it values are made anew.</summary>
internal sealed class Utf8Cache<T>(Func<string, T> make)
    where T : class
{
    private const int MostEntries = 8 * 1024;

    private readonly Lock _lock = new();
    private Slots _slots = new(16);

    public T Get(ReadOnlySpan<byte> text)
    {
        if (_slots.Find(text) is { } known)
            return known;

        var value = make(System.Text.Encoding.UTF8.GetString(text));
        lock (_lock)
        {
            if (_slots.Count < MostEntries && _slots.Find(text) is null)
                _slots = _slots.With(text.ToArray(), value);
        }

        return value;
    }

    /// <summary>Open addressing, half full at most. Immutable once it is published.</summary>
    private sealed class Slots(int size)
    {
        private readonly byte[]?[] _keys = new byte[]?[size];
        private readonly T?[] _values = new T?[size];

        public int Count { get; private set; }

        public T? Find(ReadOnlySpan<byte> key)
        {
            for (var at = Hash(key) & (size - 1); _keys[at] is { } candidate; at = (at + 1) & (size - 1))
            {
                if (key.SequenceEqual(candidate))
                    return _values[at];
            }

            return null;
        }

        public Slots With(byte[] key, T value)
        {
            var copy = new Slots(Count * 2 + 2 > size ? size * 2 : size);
            for (var at = 0; at < size; at++)
            {
                if (_keys[at] is { } known)
                    copy.Add(known, _values[at]!);
            }

            copy.Add(key, value);
            return copy;
        }

        private void Add(byte[] key, T value)
        {
            var mask = _keys.Length - 1;
            var at = Hash(key) & mask;
            while (_keys[at] is not null)
                at = (at + 1) & mask;
            _keys[at] = key;
            _values[at] = value;
            Count++;
        }

        private static int Hash(ReadOnlySpan<byte> key) =>
            (int)(System.IO.Hashing.XxHash3.HashToUInt64(key) & int.MaxValue);
    }
}
