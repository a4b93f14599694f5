using System.Collections;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath;

/// <summary>An ordered collection of values, made to be used again: clearing keeps the room it has grown to.</summary>
public sealed class FhirPathCollection : IReadOnlyList<FhirPathValue>
{
    private FhirPathValue[] _items;
    private int _count;

    public FhirPathCollection()
        : this(4)
    {
    }

    public FhirPathCollection(int capacity) => _items = new FhirPathValue[capacity];

    public int Count => _count;

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The values, valid until the next change.</summary>
    public ReadOnlySpan<FhirPathValue> Span => _items.AsSpan(0, _count);

    FhirPathValue IReadOnlyList<FhirPathValue>.this[int index] => this[index];

    public ref readonly FhirPathValue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_count, nameof(index));
            return ref _items[index];
        }
    }

    /// <summary>Whether it has more room than is worth keeping between evaluations.</summary>
    internal bool IsLarge => _items.Length > Limits.FhirPathKeptItems;

    public void Add(in FhirPathValue value)
    {
        if (_count == _items.Length)
            Grow();

        _items[_count++] = value;
    }

    /// <summary>More room, within the limit: an evaluation that needs more ends with an issue.</summary>
    private void Grow()
    {
        if (_count >= Limits.FhirPathItems)
            throw new EvaluationFault(IssueType.TooCostly, $"A collection of over {Limits.FhirPathItems} values");

        Array.Resize(ref _items, Math.Clamp(_count * 2, 4, Limits.FhirPathItems));
    }

    public void AddRange(FhirPathCollection other)
    {
        foreach (ref readonly var value in other.Span)
            Add(value);
    }

    public void Clear() => _count = 0;

    /// <summary>Drops the values from that position on.</summary>
    internal void Truncate(int count) => _count = count;

    internal void Set(int index, in FhirPathValue value) => _items[index] = value;

    /// <summary>Drops the values of a range and closes the gap.</summary>
    internal void RemoveRange(int start, int length)
    {
        Array.Copy(_items, start + length, _items, start, _count - start - length);
        _count -= length;
    }

    internal void Reverse(int start) => _items.AsSpan(start, _count - start).Reverse();

    public ReadOnlySpan<FhirPathValue>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<FhirPathValue> IEnumerable<FhirPathValue>.GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
            yield return _items[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<FhirPathValue>)this).GetEnumerator();
}
