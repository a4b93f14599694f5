namespace Havel.Store.Indexing;

/// <summary>An index row as it is written: the value and its resource's place.</summary>
internal readonly record struct PlacedRow<TRow>(TRow Row, Place Place)
    where TRow : struct;
