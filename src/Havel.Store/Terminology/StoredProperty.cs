using Havel.Fhir.Terminology;

namespace Havel.Store.Terminology;

/// <summary>A row of the table <c>property_name</c>.</summary>
internal readonly record struct StoredProperty(int Id, PropertyDefinition Definition);
