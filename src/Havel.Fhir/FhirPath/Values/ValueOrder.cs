using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>The order of values. Source: https://hl7.org/fhirpath/N1/#comparison.</summary>
internal static class ValueOrder
{
    /// <summary>Negative, zero or positive; null where precision or units do not tell. Types without an order between
    /// them are a fault.</summary>
    public static int? Compare(in FhirPathValue left, in FhirPathValue right)
    {
        var (a, b) = (SystemValue.Of(left), SystemValue.Of(right));
        if (IsNumber(a) && IsNumber(b))
            return a.Decimal.CompareTo(b.Decimal);
        if (a.Kind == FhirPathKind.String && b.Kind == FhirPathKind.String)
            return string.CompareOrdinal(a.String, b.String);
        if (AreComparableTimes(a.Kind, b.Kind))
            return TemporalOrder.Compare(a.Temporal, b.Temporal);
        if (IsAmount(a) && IsAmount(b))
            return QuantityOrder.Compare(ToQuantity(a), ToQuantity(b));

        throw new EvaluationFault(IssueType.Processing, $"{Describe(left)} and {Describe(right)} have no order");
    }

    public static bool AreComparableTimes(FhirPathKind left, FhirPathKind right) =>
        (left is FhirPathKind.Date or FhirPathKind.DateTime && right is FhirPathKind.Date or FhirPathKind.DateTime)
        || (left == FhirPathKind.Time && right == FhirPathKind.Time);

    public static bool IsNumber(in FhirPathValue value) => value.Kind is FhirPathKind.Integer or FhirPathKind.Decimal;

    public static bool IsAmount(in FhirPathValue value) => IsNumber(value) || value.Kind == FhirPathKind.Quantity;

    public static FhirPathValue ToQuantity(in FhirPathValue value) =>
        value.Kind == FhirPathKind.Quantity ? value : FhirPathValue.Quantity(value.Decimal, "1");

    /// <summary>A value's type for messages; values themselves may be secret.</summary>
    public static string Describe(in FhirPathValue value) =>
        value.Kind == FhirPathKind.Node ? "A " + value.Node.Type.Name : "A " + value.Kind;
}
