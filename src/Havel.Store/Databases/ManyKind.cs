namespace Havel.Store.Databases;

/// <summary>What a <see cref="ManyRows"/> does with each row.</summary>
internal enum ManyKind
{
    /// <summary>Inserts a row that is new.</summary>
    Insert,

    /// <summary>Inserts a row, or leaves the one that has its key.</summary>
    InsertMissing,

    /// <summary>Inserts a row in the place of one that has its key.</summary>
    Put,

    /// <summary>Sets the other columns of the row that has the key.</summary>
    Update,

    /// <summary>Deletes the row that has the key.</summary>
    Delete,
}
