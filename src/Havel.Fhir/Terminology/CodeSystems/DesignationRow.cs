namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>One designation of a concept: the places of its texts.</summary>
/// <param name="Value">The text.</param>
/// <param name="Language">The language, or none.</param>
/// <param name="Use">The JSON of the Coding, or none.</param>
/// <param name="Extensions">The JSON of the list of extensions, or none.</param>
internal readonly record struct DesignationRow(int Value, int Language, int Use, int Extensions);
