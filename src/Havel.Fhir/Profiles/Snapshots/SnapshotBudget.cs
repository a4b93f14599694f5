namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>How many elements one snapshot may still get: slices copy subtrees, so few lines could ask for
/// millions.</summary>
internal sealed class SnapshotBudget(int elements)
{
    private int _left = elements;

    public bool IsSpent => _left < 0;

    /// <summary>Takes that many; false when there are not so many left.</summary>
    public bool Take(int count)
    {
        _left = _left < 0 ? _left : _left - count;
        return _left >= 0;
    }
}
