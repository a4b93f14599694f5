using Havel.Store.Databases;
using Havel.Store.Policies;

namespace Havel.Store.Checking;

/// <summary>Whether <c>subject_policy</c>, by which PostgreSQL judges rows, says what the Consents say.</summary>
internal static class PolicyRowCheck
{
    /// <summary>Compares all subjects.</summary>
    /// <param name="reader">The transaction.</param>
    /// <param name="policies">What the Consents of that moment say.</param>
    /// <param name="report">Hears of what differs.</param>
    public static void Run(Connection reader, PolicySnapshot policies, CheckReport report)
    {
        using var rows = reader.Prepare("""
            SELECT m.subject, m.patient, coalesce(s.policy, -1), p.key FROM subject_member m
            LEFT JOIN subject_policy s ON s.subject = m.subject LEFT JOIN policy p ON p.id = s.policy
            ORDER BY m.subject
            """);
        var wrong = new HashSet<long>();
        while (rows.Step())
        {
            var subject = rows.Int64(0);
            var said = policies.Find(subject)?.Content.Bytes ?? default;
            var number = rows.Int32(2);
            var isRight = said.IsEmpty
                ? number <= PolicyNumbers.Silent
                : number > PolicyNumbers.Silent && rows.Blob(3).SequenceEqual(said.Span);
            if (!isRight && wrong.Add(subject))
                report.Add($"{rows.String(1)} says something else than subject_policy has of them.");
        }
    }
}
