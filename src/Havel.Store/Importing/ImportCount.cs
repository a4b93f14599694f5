using Havel.Store.Writing;

namespace Havel.Store.Importing;

/// <summary>What an import did with the resources of one type.</summary>
/// <param name="Created">New ones.</param>
/// <param name="Updated">New versions of ones that were there.</param>
/// <param name="Unchanged">Those that were there with the same content.</param>
public readonly record struct ImportCount(long Created, long Updated, long Unchanged)
{
    public long Total => Created + Updated + Unchanged;

    /// <summary>Counts what a commit did.</summary>
    internal static void Add(IDictionary<string, ImportCount> counts, CommitResult done)
    {
        foreach (var result in done.Results)
        {
            counts.TryGetValue(result.Type, out var count);
            counts[result.Type] = result.Status switch
            {
                WriteStatus.Created => count with { Created = count.Created + 1 },
                WriteStatus.Updated => count with { Updated = count.Updated + 1 },
                _ => count with { Unchanged = count.Unchanged + 1 },
            };
        }
    }

    /// <summary>Adds counts to others.</summary>
    internal static void Add(IDictionary<string, ImportCount> counts, IReadOnlyDictionary<string, ImportCount> more)
    {
        foreach (var (type, other) in more)
        {
            counts.TryGetValue(type, out var count);
            counts[type] = new ImportCount(
                count.Created + other.Created, count.Updated + other.Updated, count.Unchanged + other.Unchanged);
        }
    }
}
