namespace Havel.Fhir.Profiles.Running;

/// <summary>A stack of node indices that keeps its room: slicing puts the items of an element on it and takes them off
/// again.</summary>
internal sealed class IndexStack
{
    private int[] _items = new int[64];

    public int Count { get; private set; }

    public int this[int position] => _items[position];

    public void Push(int index)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = index;
    }

    public void Truncate(int count) => Count = count;
}
