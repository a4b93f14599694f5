using Havel.Store.Databases;

namespace Havel.Store.Schema;

/// <summary>Whether this program reads what a store has.</summary>
internal static class SchemaVersion
{
    /// <summary>Compares the store's layout with the one this program knows.</summary>
    /// <param name="connection">To the store.</param>
    /// <param name="name">What to call it.</param>
    /// <exception cref="SchemaException">They differ.</exception>
    public static void Require(Connection connection, string name)
    {
        var version = connection.Scalar(
            $"SELECT value FROM meta WHERE name = '{MetaName.SchemaVersion}'", fallback: -1);
        if (version > SchemaText.Version)
        {
            throw new SchemaException(
                $"{name} was written by a newer Havel (layout {version}, this one knows {SchemaText.Version}). " +
                "Use the newer program, or another data folder.");
        }

        if (version < SchemaText.Version)
        {
            throw new SchemaException(
                $"{name} was written by an older Havel (layout {version}, this one reads {SchemaText.Version}). " +
                "Use the older program, or import the data anew into an empty data folder.");
        }
    }
}
