namespace Havel.Store.Reindexing;

/// <summary>What is indexed anew.</summary>
/// <param name="Type">One resource type; null for all.</param>
/// <param name="Parameter">One search parameter; null for all.</param>
public sealed record ReindexScope(string? Type = null, string? Parameter = null);
