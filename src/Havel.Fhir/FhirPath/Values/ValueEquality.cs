namespace Havel.Fhir.FhirPath.Values;

/// <summary>Equality of values and collections. Source: https://hl7.org/fhirpath/N1/#equals.</summary>
internal static class ValueEquality
{
    /// <summary>Item by item in order; null where one side is empty or precision does not tell.</summary>
    public static bool? AreEqual(FhirPathCollection left, FhirPathCollection right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return null;
        if (left.Count != right.Count)
            return false;

        bool? answer = true;
        for (var i = 0; i < left.Count; i++)
        {
            var equal = AreEqual(left[i], right[i]);
            if (equal == false)
                return false;
            answer = equal is null ? null : answer;
        }

        return answer;
    }

    public static bool? AreEqual(in FhirPathValue left, in FhirPathValue right)
    {
        if (left.IsNode && right.IsNode && NodeEquality.CompareBytes(left.Node, right.Node) is { } decided)
            return decided;

        var (a, b) = (SystemValue.Of(left), SystemValue.Of(right));
        if (a.IsNode && b.IsNode)
            return NodeEquality.AreEqual(a.Node, b.Node);
        if (ValueOrder.IsNumber(a) && ValueOrder.IsNumber(b))
            return a.Decimal == b.Decimal;
        if (ValueOrder.AreComparableTimes(a.Kind, b.Kind))
            return TemporalOrder.Compare(a.Temporal, b.Temporal) is { } order ? order == 0 : null;
        if (a.Kind == FhirPathKind.Quantity || b.Kind == FhirPathKind.Quantity)
            return AreQuantitiesEqual(a, b);
        if (a.Kind != b.Kind)
            return false;

        return a.Kind switch
        {
            FhirPathKind.Boolean => a.Boolean == b.Boolean,
            FhirPathKind.String => string.Equals(a.String, b.String, StringComparison.Ordinal),
            FhirPathKind.TypeInfo => a.TypeName == b.TypeName,
            FhirPathKind.ReferenceTarget => ReferenceEquals(a.TargetType, b.TargetType),
            _ => false,
        };
    }

    private static bool? AreQuantitiesEqual(in FhirPathValue left, in FhirPathValue right)
    {
        if (!ValueOrder.IsAmount(left) || !ValueOrder.IsAmount(right))
            return false;

        return QuantityOrder.Compare(ValueOrder.ToQuantity(left), ValueOrder.ToQuantity(right)) is { } order
            ? order == 0
            : null;
    }
}
