using System.Globalization;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Values as text. Source: https://hl7.org/fhirpath/N1/#tostring--string.</summary>
internal static class ValueText
{
    public static string Of(in FhirPathValue value)
    {
        var system = SystemValue.Of(value);
        return system.Kind switch
        {
            FhirPathKind.Boolean => system.Boolean ? "true" : "false",
            FhirPathKind.Integer => system.Integer.ToString(CultureInfo.InvariantCulture),
            FhirPathKind.Decimal => system.Decimal.ToString(CultureInfo.InvariantCulture),
            FhirPathKind.String => system.String,
            FhirPathKind.Date or FhirPathKind.DateTime or FhirPathKind.Time => system.Temporal.ToString(),
            FhirPathKind.Quantity => OfQuantity(system),
            FhirPathKind.TypeInfo => system.TypeName.ToString(),
            FhirPathKind.ReferenceTarget => system.TargetType!.Name,
            FhirPathKind.Node => system.Node.ToString(),
            _ => string.Empty,
        };
    }

    private static string OfQuantity(in FhirPathValue value)
    {
        var amount = value.Decimal.ToString(CultureInfo.InvariantCulture);
        if (!value.IsCalendarUnit)
            return $"{amount} '{value.Unit}'";

        return value.Decimal == 1 ? $"{amount} {value.Unit}" : $"{amount} {value.Unit}s";
    }
}
