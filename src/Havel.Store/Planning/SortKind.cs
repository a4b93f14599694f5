namespace Havel.Store.Planning;

/// <summary>What a sort key compares.</summary>
internal enum SortKind : byte
{
    /// <summary>Values of index rows.</summary>
    Row,

    /// <summary><c>_lastUpdated</c>.</summary>
    Updated,

    /// <summary><c>_id</c>.</summary>
    Id,

    /// <summary>Texts that the index keeps hashes of: they are read from the resources.</summary>
    Text,
}
