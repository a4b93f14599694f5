namespace Havel.Store.Writing;

/// <summary>Asks at once for what the writes of a group will want to know: the resources they name, the bodies they
/// replace, the subjects they belong to. Each write would ask for its own otherwise, one way over the wire
/// after the other.</summary>
internal sealed class Foresight(WriterState state)
{
    private readonly HashSet<long> _keys = [];
    private readonly HashSet<long> _replaced = [];
    private readonly HashSet<long> _subjects = [];

    /// <summary>Asks; the answers come with <see cref="Learn"/>.</summary>
    public void Ask(IReadOnlyList<PendingBatch> group)
    {
        _keys.Clear();
        _replaced.Clear();
        _subjects.Clear();
        foreach (var pending in group)
        {
            foreach (var operation in pending.Batch.Operations)
                Look(operation);
        }

        _keys.ExceptWith(_replaced);
        if (_keys.Count > 0)
            state.Resources.Ask([.. _keys], withBody: false);

        if (_replaced.Count > 0)
            state.Resources.Ask([.. _replaced], withBody: true);

        if (_subjects.Count > 0)
            state.Subjects.Ask([.. _subjects]);
    }

    /// <summary>Whether a group only creates what memory knows enough of: under ids made at random, of subjects that
    /// are known or of a patient who is created with it. Few enough, so that little is lost where it turns out
    /// otherwise.</summary>
    public bool IsAllNew(IReadOnlyList<PendingBatch> group)
    {
        _keys.Clear();
        _replaced.Clear();
        _subjects.Clear();
        var patients = 0;
        foreach (var pending in group)
        {
            foreach (var operation in pending.Batch.Operations)
            {
                if (operation.Kind != WriteKind.Create || operation.Condition is not null
                    || operation.Resource!.Owners.Targets.Count > 0)
                    return false;

                patients += string.Equals(operation.Type, "Patient", StringComparison.Ordinal) ? 1 : 0;
                Look(operation);
            }
        }

        return _keys.Count <= Limits.CreatesAhead && _subjects.Count <= patients;
    }

    /// <summary>From now on what <see cref="IsAllNew"/> has looked at counts as not being there yet.</summary>
    public void Assume(out long[] keys, out long[] subjects)
    {
        keys = [.. _keys];
        subjects = [.. _subjects];
        foreach (var key in keys)
            state.Resources.Known.Asked(key);

        state.Subjects.Assume(subjects);
    }

    /// <summary>Waits for the answers.</summary>
    public void Learn()
    {
        if (_keys.Count > 0)
            state.Resources.Learn(_keys, withBody: false);

        if (_replaced.Count > 0)
            state.Resources.Learn(_replaced, withBody: true);

        if (_subjects.Count > 0)
            state.Subjects.Learn(_subjects);
    }

    private void Look(WriteOperation operation)
    {
        var resource = operation.Resource;
        var key = resource?.Key ?? Fhir.Search.SearchHash.Key(operation.Type, operation.Id);
        _ = operation.Kind == WriteKind.Create ? _keys.Add(key) : _replaced.Add(key);
        if (resource is null)
            return;

        foreach (var target in resource.Owners.Targets)
            _keys.Add(Fhir.Search.SearchHash.Key(target));

        var patients = resource.Owners.Patients;
        if (patients.Count > 0 && state.Subjects.Unknown(patients) is { } subject)
            _subjects.Add(subject);

        if (operation.Grant.IsUnrestricted || patients.Count < 2)
            return;

        foreach (var patient in patients)
        {
            if (state.Subjects.Unknown([patient]) is { } own)
                _subjects.Add(own);
        }
    }
}
