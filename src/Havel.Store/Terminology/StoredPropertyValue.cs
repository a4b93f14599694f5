namespace Havel.Store.Terminology;

/// <summary>A row of the table <c>property</c>, with code and display of the concept where it names one.</summary>
internal readonly record struct StoredPropertyValue(int Name, string? Value, string? Code, string? Display);
