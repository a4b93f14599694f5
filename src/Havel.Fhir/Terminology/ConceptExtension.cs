namespace Havel.Fhir.Terminology;

/// <summary>A simple extension of a concept or designation.</summary>
/// <param name="Url">What it means.</param>
/// <param name="Type">The value's type as it ends its JSON name, such as <c>String</c>.</param>
/// <param name="Text">The value's text, a number or boolean as written.</param>
public sealed record ConceptExtension(string Url, string Type, string Text);
