using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Equality as hash sets need it: unknown counts as different.</summary>
internal sealed class ValueComparer(Frame frame) : IEqualityComparer<FhirPathValue>
{
    public bool Equals(FhirPathValue x, FhirPathValue y)
    {
        frame.SpendItem(x);
        return ValueEquality.AreEqual(x, y) == true;
    }

    public int GetHashCode(FhirPathValue obj)
    {
        frame.SpendItem(obj);
        var value = SystemValue.Of(obj);
        return value.Kind switch
        {
            FhirPathKind.Boolean => value.Boolean ? 1 : 2,
            FhirPathKind.Integer or FhirPathKind.Decimal => value.Decimal.GetHashCode(),
            FhirPathKind.String => string.GetHashCode(value.String, StringComparison.Ordinal),
            FhirPathKind.Date or FhirPathKind.DateTime => value.Temporal.UtcTicks.GetHashCode(),
            FhirPathKind.Time => value.Temporal.Ticks.GetHashCode(),
            FhirPathKind.Node => HashOf(value.Node),
            FhirPathKind.Quantity => QuantityOrder.Hash(value),
            _ => (int)value.Kind,
        };
    }

    /// <summary>Names of the children and the texts that can be equal in one way only; the order does not
    /// count.</summary>
    private static int HashOf(Node node)
    {
        var hash = 17;
        foreach (var child in node.Children)
        {
            hash += string.GetHashCode(child.Name, StringComparison.Ordinal);
            if (child.HasValue && SystemValue.KindOf(child.Type.Primitive) == FhirPathKind.String)
                hash += 31 * string.GetHashCode(child.Text(), StringComparison.Ordinal);
        }

        return hash;
    }
}
