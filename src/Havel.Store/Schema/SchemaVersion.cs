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
        var version = Of(connection);
        if (version != SchemaText.Version)
            throw Refusal(name, version);
    }

    /// <summary>The store's layout; -1 where it says none.</summary>
    public static long Of(Connection connection) => connection.Scalar(
        $"SELECT value FROM meta WHERE name = '{MetaName.SchemaVersion}'", fallback: -1);

    /// <summary>Why a store of that layout is not read.</summary>
    public static SchemaException Refusal(string name, long version) => new(version switch
    {
        > SchemaText.Version =>
            $"{name} was written by a newer Havel (layout {version}, this one knows {SchemaText.Version}). "
            + "Use the newer program, or another data folder.",
        >= SchemaStep.Oldest =>
            $"{name} was written by an older Havel (layout {version}, this one reads {SchemaText.Version}). "
            + "havel migrate, or havel serve, brings it to this one's.",
        _ =>
            $"{name} was written by an older Havel (layout {version}, this one reads {SchemaText.Version}). "
            + "Use the older program, or import the data anew into an empty data folder.",
    });
}
