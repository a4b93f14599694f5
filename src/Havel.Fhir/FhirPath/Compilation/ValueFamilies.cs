using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>The families that the values of a static type belong to.</summary>
internal static class ValueFamilies
{
    public static ValueFamily Of(StaticType type)
    {
        if (!type.IsKnown)
            return ValueFamily.All;

        var families = OfSystem(type.System);
        foreach (var fhir in type.Fhir)
            families |= Of(fhir);
        return families;
    }

    private static ValueFamily Of(TypeDefinition type)
    {
        if (SystemValue.IsQuantity(type))
            return ValueFamily.Amount | ValueFamily.Complex;

        return type.IsPrimitive
            ? OfSystem(TypeNames.Set(SystemValue.KindOf(type.Primitive)))
            : ValueFamily.Complex;
    }

    private static ValueFamily OfSystem(SystemTypes types)
    {
        const SystemTypes Amounts = SystemTypes.Integer | SystemTypes.Decimal | SystemTypes.Quantity;
        const SystemTypes Moments = SystemTypes.Date | SystemTypes.DateTime;
        return (Has(types, SystemTypes.Boolean) ? ValueFamily.Boolean : ValueFamily.None)
            | (Has(types, Amounts) ? ValueFamily.Amount : ValueFamily.None)
            | (Has(types, SystemTypes.String) ? ValueFamily.Text : ValueFamily.None)
            | (Has(types, Moments) ? ValueFamily.Moment : ValueFamily.None)
            | (Has(types, SystemTypes.Time) ? ValueFamily.Time : ValueFamily.None);
    }

    private static bool Has(SystemTypes types, SystemTypes some) => (types & some) != SystemTypes.None;
}
