namespace Havel.Fhir.Search.Paths;

/// <summary>One member of a union.</summary>
/// <param name="Text">Its canonical spelling.</param>
/// <param name="Path">The path, or null where only FHIRPath can evaluate the text.</param>
internal sealed record UnionMember(string Text, SearchPath? Path);
