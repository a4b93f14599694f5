using System.Globalization;

namespace Havel.Bench;

/// <summary>Processor time of this process by the names of its threads, as Linux counts it. Source:
/// https://docs.kernel.org/scheduler/sched-stats.html.</summary>
internal static class ThreadTimes
{
    /// <summary>Microseconds by number and name of each thread.</summary>
    public static Dictionary<string, double> Now()
    {
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            var spent = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0];
            var name = File.ReadAllText(Path.Combine(thread, "comm")).Trim();
            times[$"{Path.GetFileName(thread)} {name}"] = double.Parse(spent, CultureInfo.InvariantCulture) / 1000;
        }

        return times;
    }

    /// <summary>Microseconds since then, by name, the busiest first.</summary>
    public static IEnumerable<(string Name, double Microseconds)> Since(Dictionary<string, double> before) => Now()
        .GroupBy(
            each => each.Key[(each.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..],
            each => each.Value - before.GetValueOrDefault(each.Key), StringComparer.Ordinal)
        .Select(group => (Name: group.Key, Microseconds: group.Sum()))
        .OrderByDescending(each => each.Microseconds);
}
