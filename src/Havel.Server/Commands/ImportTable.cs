using System.Globalization;
using Havel.Server.Importing;
using Havel.Store.Importing;

namespace Havel.Server.Commands;

/// <summary>The table by type that ends an import.</summary>
internal static class ImportTable
{
    /// <summary>A head, a line a type, a line of sums.</summary>
    public static IEnumerable<string> Lines(IReadOnlyDictionary<string, ImportCount> written, ImportTally tally)
    {
        yield return Row("type", "new", "changed", "unchanged", "repeated");
        var sum = default(ImportCount);
        foreach (var type in written.Keys.Union(tally.Repeated.Keys).Order(StringComparer.Ordinal))
        {
            var count = written.GetValueOrDefault(type);
            sum = new ImportCount(
                sum.Created + count.Created, sum.Updated + count.Updated, sum.Unchanged + count.Unchanged);
            yield return Row(type, count, tally.Repeated.GetValueOrDefault(type));
        }

        yield return Row("all", sum, tally.Repeated.Values.Sum());
    }

    private static string Row(string type, ImportCount count, long repeated) =>
        Row(type, Text(count.Created), Text(count.Updated), Text(count.Unchanged), Text(repeated));

    private static string Row(string type, string added, string changed, string unchanged, string repeated) =>
        $"{type,-32}{added,12}{changed,12}{unchanged,12}{repeated,12}";

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
