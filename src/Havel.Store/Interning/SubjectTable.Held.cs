namespace Havel.Store.Interning;

/// <content>Subjects of resources that are held back: known here, and not in the database yet.</content>
internal sealed partial class SubjectTable
{
    private readonly Dictionary<long, IReadOnlyList<string>> _held = [];
    private readonly HashSet<string> _heldPatients = new(StringComparer.Ordinal);

    /// <summary>Whether the subject of a set of patients has been met in this process.</summary>
    public bool IsKnown(IReadOnlyList<string> patients) => _known.ContainsKey(NameOf(patients));

    /// <summary>The subject of a set of patients; where it is new it is only remembered.</summary>
    /// <param name="patients">As <see cref="Intern"/> takes them.</param>
    /// <param name="isNew">Whether the caller has to <see cref="Write"/> it, or <see cref="Release"/> it.</param>
    public long Hold(IReadOnlyList<string> patients, out bool isNew)
    {
        isNew = false;
        var name = NameOf(patients);
        if (_known.TryGetValue(name, out var known))
            return known;

        for (var subject = First(name, patients.Count); ; subject = (subject + 2) & Mask)
        {
            if (subject == Directory)
                continue;

            var members = Members(subject);
            isNew = members.Count == 0;
            if (!isNew && !members.SequenceEqual(patients, StringComparer.Ordinal))
                continue;

            _known[name] = subject;
            if (isNew)
            {
                _held[subject] = patients;
                _heldPatients.UnionWith(patients);
            }

            return subject;
        }
    }

    /// <summary>Writes a held subject, in the running transaction.</summary>
    public void Write(long subject, IReadOnlyList<string> patients)
    {
        foreach (var patient in patients)
        {
            _insert.Bind(1, subject);
            _insert.BindText(2, patient);
            _insert.Run();
        }
    }

    /// <summary>A held subject is in the database.</summary>
    public void Written(long subject)
    {
        // A patient may be held in another set still; then the database already knows them anyway.
        if (_held.Remove(subject, out var patients))
            _heldPatients.ExceptWith(patients);
    }

    /// <summary>Nothing came of a held subject.</summary>
    public void Release(long subject)
    {
        if (_held.TryGetValue(subject, out var patients))
            _known.Remove(NameOf(patients));

        Written(subject);
        foreach (var others in _held.Values)
            _heldPatients.UnionWith(others);
    }

    private static string NameOf(IReadOnlyList<string> patients) =>
        patients.Count == 1 ? patients[0] : string.Join(Separator, patients);

    private static long First(string name, int patients) => (Hash(name) & ~1L) | (patients > 1 ? 1L : 0L);
}
