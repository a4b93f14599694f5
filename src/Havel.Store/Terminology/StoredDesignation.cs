namespace Havel.Store.Terminology;

/// <summary>A row of the table <c>designation</c>; the use is <c>system|code|display</c>.</summary>
internal readonly record struct StoredDesignation(string? Language, string? Use, string Value);
