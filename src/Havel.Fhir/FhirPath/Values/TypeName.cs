namespace Havel.Fhir.FhirPath.Values;

/// <summary>The answer of <c>type()</c>. Source: https://hl7.org/fhirpath/N1/#reflection.</summary>
/// <param name="Namespace"><c>System</c> or <c>FHIR</c>.</param>
/// <param name="Name">The type's name.</param>
/// <param name="BaseType">The type it specialises, with its namespace.</param>
internal sealed record TypeName(string Namespace, string Name, string BaseType)
{
    public override string ToString() => Namespace + "." + Name;
}
