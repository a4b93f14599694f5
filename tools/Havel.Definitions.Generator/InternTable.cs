namespace Havel.Definitions.Generator;

/// <summary>Gives equal values the same number, counting from 0 in the order of their first appearance.</summary>
internal sealed class InternTable<T>(IEqualityComparer<T>? comparer = null)
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = new(comparer);

    public List<T> Values { get; } = [];

    public int Number(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;

        number = Values.Count;
        _numbers.Add(value, number);
        Values.Add(value);
        return number;
    }
}
