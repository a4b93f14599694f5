namespace Havel.Store.Importing;

/// <summary>What an import did with the resources of one type.</summary>
/// <param name="Created">New ones.</param>
/// <param name="Updated">New versions of ones that were there.</param>
/// <param name="Unchanged">Those that were there with the same content.</param>
public readonly record struct ImportCount(long Created, long Updated, long Unchanged)
{
    public long Total => Created + Updated + Unchanged;
}
