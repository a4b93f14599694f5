namespace Havel.Store.Statistics;

/// <summary>A number and what it counts.</summary>
public readonly record struct NamedCount(string Name, long Count);
