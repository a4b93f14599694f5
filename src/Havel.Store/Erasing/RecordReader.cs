using Havel.Store.Policies;
using Havel.Store.Reading;

namespace Havel.Store.Erasing;

/// <summary>Finds everything that is a patient's.</summary>
internal static class RecordReader
{
    private const string LiveSql = "SELECT id FROM resource WHERE type = ?1 AND subject = ?2 AND deleted = 0";

    private const string GoneSql = "SELECT id, type FROM resource WHERE subject = ?1 AND deleted = 1";

    /// <summary>Reads the names of everything a patient has a part in.</summary>
    /// <param name="session">Under a system grant.</param>
    /// <param name="patient"><c>Patient/x</c>.</param>
    public static RecordNames Read(ReadSession session, string patient)
    {
        var live = new List<(string, string)>();
        var gone = new List<(string, string)>();
        var shared = new List<(string, string)>();
        foreach (var subject in PolicyReader.SubjectsOf(session.Connection, patient))
        {
            var isShared = PolicyReader.MembersOf(session.Connection, subject).Count > 1;
            foreach (var name in session.Types.Names)
            {
                var rows = session.Connection.Cached(LiveSql);
                rows.Bind(1, session.Types.IdOf(name));
                rows.Bind(2, subject);
                while (rows.Step())
                {
                    // A patient who is linked to another one is a resource of both, and of this one first.
                    var id = rows.String(0);
                    var isKept = isShared && !string.Equals($"{name}/{id}", patient, StringComparison.Ordinal);
                    (isKept ? shared : live).Add((name, id));
                }

                rows.Reset();
            }

            if (!isShared)
                Gone(session, subject, gone);
        }

        return new RecordNames(live, gone, shared);
    }

    private static void Gone(ReadSession session, long subject, List<(string, string)> gone)
    {
        var rows = session.Connection.Cached(GoneSql);
        rows.Bind(1, subject);
        while (rows.Step())
            gone.Add((session.Types.NameOf(rows.Int32(1)), rows.String(0)));

        rows.Reset();
    }
}
