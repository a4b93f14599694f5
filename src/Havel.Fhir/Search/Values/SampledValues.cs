using System.Globalization;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Rows;

namespace Havel.Fhir.Search.Values;

/// <summary>A series of measurements as the range from the least to the greatest.
/// Source: https://hl7.org/fhir/R4/datatypes.html#SampledData.</summary>
internal static class SampledValues
{
    /// <summary>The range in the unit of the origin; null where no number is given.</summary>
    public static QuantityNode? Of(Node node)
    {
        var origin = node.Child("origin");
        var data = node.Child("data");
        if (!origin.Exists || !data.Exists || !data.HasValue || QuantityNode.Of(origin) is not { } zero)
            return null;

        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        var text = data.Text();
        foreach (var item in text.AsSpan().Split(' '))
            Widen(text.AsSpan(item), ref low, ref high);

        if (low > high)
            return null;

        var factor = FactorOf(node);
        var (first, second) = (zero.Low + low * factor, zero.Low + high * factor);
        return zero with { Low = Math.Min(first, second), High = Math.Max(first, second) };
    }

    /// <summary><c>L</c> is below what could be measured, <c>U</c> above it, <c>E</c> an error.</summary>
    private static void Widen(ReadOnlySpan<char> item, ref double low, ref double high)
    {
        double value;
        if (item is "L")
            value = double.NegativeInfinity;
        else if (item is "U")
            value = double.PositiveInfinity;
        else if (!double.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return;

        low = Math.Min(low, value);
        high = Math.Max(high, value);
    }

    private static double FactorOf(Node node)
    {
        var factor = node.Child("factor");
        return factor.Exists && factor.HasValue && NumberWriter.TryParse(factor, out var value) && value != 0
            ? value
            : 1;
    }
}
