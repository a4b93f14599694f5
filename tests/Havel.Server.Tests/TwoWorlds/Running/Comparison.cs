using System.Globalization;
using System.Text;
using Havel.Server.Tests.TwoWorlds.Probes;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Where two transcripts part.</summary>
internal static class Comparison
{
    private const int Shown = 12;
    private const int ContextBytes = 160;

    /// <summary>The probes whose answers are not the same in both, by their place.</summary>
    public static IReadOnlyList<int> Differing(Transcript a, Transcript b) =>
        [.. Enumerable.Range(0, a.Probes.Count).Where(i => !AreSame(a.Echoes[i], b.Echoes[i]))];

    /// <summary>Row, request and the first differing bytes of each probe, so far as one can read them; empty where
    /// none.</summary>
    public static string Describe(Transcript a, Transcript b)
    {
        var differing = Differing(a, b);
        if (differing.Count == 0)
            return "";

        var rows = differing.GroupBy(i => a.Probes[i].Row).OrderBy(group => group.Key);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{differing.Count} of {a.Probes.Count} probes tell of h; by row: ")
            .AppendJoin(", ", rows.Select(group => $"{group.Key} ({group.Count()})"))
            .AppendLine();

        // One of every row first: twelve of the same fault would hide the others.
        var first = rows.SelectMany(group => group.Select((i, rank) => (i, rank)));
        foreach (var (i, _) in first.OrderBy(pair => pair.rank).Take(Shown))
            Append(text, a.Probes[i], a.Echoes[i], b.Echoes[i]);

        return text.ToString();
    }

    private static bool AreSame(IReadOnlyList<Echo> a, IReadOnlyList<Echo> b)
    {
        if (a.Count != b.Count)
            return false;

        for (var i = 0; i < a.Count; i++)
        {
            if (!a[i].IsSame(b[i]))
                return false;
        }

        return true;
    }

    private static void Append(StringBuilder text, Probe probe, IReadOnlyList<Echo> a, IReadOnlyList<Echo> b)
    {
        text.AppendLine().Append(probe).AppendLine();
        var at = Enumerable.Range(0, Math.Min(a.Count, b.Count)).FirstOrDefault(i => !a[i].IsSame(b[i]), -1);
        if (at < 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {a.Count} answers in world A, {b.Count} in world B");
            return;
        }

        var place = a[at].Bytes.AsSpan().CommonPrefixLength(b[at].Bytes);
        var where = $"  request {a[at].Call + 1}, page {a[at].Page + 1}, byte {place}:";
        text.AppendLine(where)
            .Append("  A: ").AppendLine(Excerpt(a[at].Bytes, place))
            .Append("  B: ").AppendLine(Excerpt(b[at].Bytes, place));
    }

    private static string Excerpt(byte[] bytes, int place)
    {
        var status = Encoding.UTF8.GetString(bytes.AsSpan(9, 3));
        var start = Math.Max(0, place - ContextBytes);
        var end = Math.Min(bytes.Length, place + ContextBytes);
        var excerpt = Encoding.UTF8.GetString(bytes.AsSpan(start..end)).ReplaceLineEndings("\u23ce");
        return $"[{status}] ...{excerpt}...";
    }
}
