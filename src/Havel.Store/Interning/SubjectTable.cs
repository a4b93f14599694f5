using System.Buffers;
using System.IO.Hashing;
using System.Text;
using Havel.Store.Databases;

namespace Havel.Store.Interning;

/// <summary>Sets of patients as subjects: a hash of the set and never a counter, because results are ordered by subject
/// and a counter would tell how many patients, seen or hidden, came before. Belongs to the writer.</summary>
internal sealed partial class SubjectTable
{
    /// <summary>The subject of what belongs to no patient and is open: organisations, practitioners,
    /// terminology.</summary>
    public const long Directory = 0;

    /// <summary>The subject of what should belong to a patient and names none: closed to all but system
    /// grants.</summary>
    public const long Unowned = -1;

    /// <summary>47 bits and the sign make SQLite's six-byte integer.</summary>
    private const long Mask = (1L << 47) - 1;

    private const char Separator = '\n';

    private readonly Statement _members;
    private readonly Statement _insert;
    private readonly Statement _any;
    private readonly Connection _writer;
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>The patients of subjects that were asked for; none where there is no such subject yet.</summary>
    private readonly Dictionary<long, List<string>> _asked = [];

    private readonly List<string> _added = [];

    public SubjectTable(Connection writer)
    {
        _writer = writer;
        _members = writer.Prepare("SELECT patient FROM subject_member WHERE subject = ?1 ORDER BY patient");
        _any = writer.Prepare("SELECT 1 FROM subject_member WHERE patient = ?1 LIMIT 1");
        _insert = writer.PrepareMany(new ManyRows(ManyKind.Insert, "subject_member", ["subject", "patient"]));
    }

    /// <summary>Whether a subject has several patients: the lowest bit says it, so that nobody has to look them
    /// up.</summary>
    public static bool IsShared(long subject) => subject > 0 && (subject & 1) == 1;

    /// <summary>How much has been added in this transaction: what <see cref="RollBack"/> takes.</summary>
    public int Mark => _added.Count;

    /// <summary>The subject of a set of patients, inserted where it is new.</summary>
    /// <param name="patients">References (<c>Patient/x</c>), distinct, in ordinal order, at least one.</param>
    public long Intern(IReadOnlyList<string> patients)
    {
        var name = patients.Count == 1 ? patients[0] : string.Join(Separator, patients);
        if (_known.TryGetValue(name, out var known))
            return known;

        var subject = FirstOf(name, patients.Count > 1);
        while (subject == Directory || !IsFreeOrSame(subject, patients))
            subject = (subject + 2) & Mask;

        _known.Add(name, subject);
        return subject;
    }

    /// <summary>The patients of a subject, in ordinal order; none for the two subjects that are nobody's.</summary>
    public IReadOnlyList<string> Members(long subject)
    {
        if (subject is Directory or Unowned)
            return [];

        if (_asked.TryGetValue(subject, out var known))
            return known;

        if (_held.TryGetValue(subject, out var held))
            return held;

        var patients = new List<string>(1);
        _members.Bind(1, subject);
        while (_members.Step())
            patients.Add(_members.String(0));

        _members.Reset();
        if (_writer.IsShared && patients.Count > 0)
            _asked[subject] = patients;

        return patients;
    }

    /// <summary>Whether a patient is in any set.</summary>
    public bool Knows(string patient)
    {
        if (_heldPatients.Contains(patient) || _known.ContainsKey(patient)
            || (_asked.TryGetValue(FirstOf(patient, isShared: false), out var asked) && asked.Contains(patient)))
            return true;

        _any.BindText(1, patient);
        var isKnown = _any.Step();
        _any.Reset();
        return isKnown;
    }

    /// <summary>Asks for the patients of all of these subjects at once; <see cref="Learn"/> takes the answer.</summary>
    public void Ask(long[] subjects)
    {
        var many = Many();
        many.Bind(1, subjects);
        many.Ahead();
    }

    /// <summary>Takes the answer to <see cref="Ask"/>.</summary>
    public void Learn(IEnumerable<long> subjects)
    {
        foreach (var subject in subjects)
            _asked[subject] = [];

        var many = Many();
        while (many.Step())
            _asked[many.Int64(0)].Add(many.String(1));

        many.Reset();
    }

    /// <summary>Nobody belongs to these subjects, as far as is known; who says so has it checked.</summary>
    public void Assume(long[] subjects)
    {
        foreach (var subject in subjects)
            _asked[subject] = [];
    }

    /// <summary>The subject that a set of patients most likely has, unless it is known which one it has.</summary>
    /// <param name="patients">Distinct, in ordinal order, at least one.</param>
    public long? Unknown(IReadOnlyList<string> patients)
    {
        var name = patients.Count == 1 ? patients[0] : string.Join(Separator, patients);
        if (_known.ContainsKey(name))
            return null;

        var subject = FirstOf(name, patients.Count > 1);
        return _asked.TryGetValue(subject, out var members) && members.Count > 0 ? null : subject;
    }

    /// <summary>Forgets all: another process has written.</summary>
    public void Clear()
    {
        _known.Clear();
        _asked.Clear();
    }

    /// <summary>Forgets what was added since the mark; the database has rolled it back too.</summary>
    public void RollBack(int mark)
    {
        for (var index = mark; index < _added.Count; index++)
            _known.Remove(_added[index]);

        _added.RemoveRange(mark, _added.Count - mark);
        _asked.Clear();
    }

    /// <summary>The transaction is on disk: nothing of it can be rolled back any more.</summary>
    public void Commit()
    {
        _added.Clear();
        if (_known.Count > Limits.CachedSubjects)
            _known.Clear();
        if (_asked.Count > Limits.CachedSubjects)
            _asked.Clear();
    }

    private Statement Many() => _writer.Cached(
        "SELECT subject, patient FROM subject_member WHERE subject = ANY(?1) ORDER BY subject, patient COLLATE \"C\"");

    private static long FirstOf(string name, bool isShared) => (Hash(name) & ~1L) | (isShared ? 1L : 0L);

    private bool IsFreeOrSame(long subject, IReadOnlyList<string> patients)
    {
        var members = Members(subject);
        if (members.Count > 0)
            return members.SequenceEqual(patients, StringComparer.Ordinal);

        foreach (var patient in patients)
        {
            _insert.Bind(1, subject);
            _insert.BindText(2, patient);
            _insert.Run();
        }

        if (_writer.IsShared)
            _asked[subject] = [.. patients];

        _added.Add(patients.Count == 1 ? patients[0] : string.Join(Separator, patients));
        return true;
    }

    private static long Hash(string name)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(name.Length));
        var length = Encoding.UTF8.GetBytes(name, buffer);
        var hash = (long)XxHash3.HashToUInt64(buffer.AsSpan(0, length)) & Mask;
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }
}
