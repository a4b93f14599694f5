using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;

namespace Havel.Fhir.Search.Custom;

/// <summary>Which types a kind of parameter compares; the row writers pass over all others.
/// Source: https://hl7.org/fhir/R4/search.html#ptypes.</summary>
internal static class KindTypes
{
    /// <summary>Whether a parameter of the kind finds anything in values of such types.</summary>
    public static bool Fit(SearchParameterKind kind, StaticType type) =>
        type.IsUnknown || type.Fhir.Any(fhir => Fit(kind, fhir)) || (type.System & Computed(kind)) != SystemTypes.None;

    private static bool Fit(SearchParameterKind kind, TypeDefinition type)
    {
        // An extension stands for its value; which type that has, the definition of the extension
        // says elsewhere. An abstract type may be any.
        if (type.IsAbstract || type.Name is "Extension")
            return true;

        return kind switch
        {
            SearchParameterKind.Token =>
                type.IsPrimitive || type.Name is "CodeableConcept" or "Coding" or "Identifier" or "ContactPoint",
            SearchParameterKind.String => type.IsPrimitive || SearchedTexts.IsStructured(type),
            SearchParameterKind.Date =>
                type.Primitive is PrimitiveKind.Date or PrimitiveKind.DateTime or PrimitiveKind.Instant
                || type.Name is "Period" or "Timing",
            SearchParameterKind.Number => IsNumber(type) || type.Name is "Range",
            SearchParameterKind.Quantity =>
                IsA(type, "Quantity") || type.Name is "Money" or "Range" or "SampledData",
            SearchParameterKind.Reference => type.Name is "Reference" || type.IsPrimitive || type.IsResource,
            SearchParameterKind.Uri => type.IsPrimitive,
            _ => false,
        };
    }

    private static SystemTypes Computed(SearchParameterKind kind) => kind switch
    {
        SearchParameterKind.Token => SystemTypes.Boolean | SystemTypes.String,
        SearchParameterKind.String or SearchParameterKind.Uri => SystemTypes.String,
        SearchParameterKind.Date => SystemTypes.Date | SystemTypes.DateTime,
        SearchParameterKind.Number => SystemTypes.Integer | SystemTypes.Decimal,
        _ => SystemTypes.None,
    };

    private static bool IsNumber(TypeDefinition type) =>
        type.IsPrimitive && (IsA(type, "integer") || IsA(type, "decimal"));

    private static bool IsA(TypeDefinition? type, string name)
    {
        for (; type is not null; type = type.Base)
        {
            if (string.Equals(type.Name, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
