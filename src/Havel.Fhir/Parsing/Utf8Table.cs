namespace Havel.Fhir.Parsing;

/// <summary>Finds a value by its UTF-8 key without making a string. Immutable once made.</summary>
internal sealed class Utf8Table<T>
    where T : class
{
    private readonly byte[]?[] _keys;
    private readonly T?[] _values;

    public Utf8Table(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var all = entries.ToList();
        var size = 4;
        while (size < all.Count * 2)
            size *= 2;

        _keys = new byte[]?[size];
        _values = new T?[size];
        foreach (var (text, value) in all)
        {
            var key = System.Text.Encoding.UTF8.GetBytes(text);
            var at = Hash(key) & (size - 1);
            while (_keys[at] is not null)
                at = (at + 1) & (size - 1);
            _keys[at] = key;
            _values[at] = value;
        }
    }

    public T? Find(ReadOnlySpan<byte> key)
    {
        var mask = _keys.Length - 1;
        for (var at = Hash(key) & mask; _keys[at] is { } candidate; at = (at + 1) & mask)
        {
            if (key.SequenceEqual(candidate))
                return _values[at];
        }

        return null;
    }

    /// <summary>FNV-1a over at most 32 bytes: keys are chosen by the definitions, never by a sender, so it need not
    /// resist attack.</summary>
    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = 2166136261u;
        foreach (var value in key.Length > 32 ? key[^32..] : key)
            hash = (hash ^ value) * 16777619;
        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}
