using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Rows;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.Search.Values;

/// <summary>A quantity as ordered numbers. Source: https://hl7.org/fhir/R4/datatypes.html#Quantity.</summary>
/// <param name="Low">Lowest value it can be, inclusive.</param>
/// <param name="High">Highest value it can be, inclusive.</param>
/// <param name="Code">Hash of the unit's code; 0 for none.</param>
/// <param name="System">Hash of the code's system; 0 for none.</param>
/// <param name="Unit">Hash of the unit's text; 0 for none.</param>
/// <param name="Measure">The unit where its code is one of UCUM.</param>
internal readonly record struct QuantityNode(
    double Low, double High, long Code, int System, long Unit, UcumUnit? Measure)
{
    private static readonly int Ucum = SearchHash.System(UcumUnit.System);

    /// <summary>Reads a Quantity, Age, Duration, Count or Distance; null without a value.</summary>
    public static QuantityNode? Of(Node node)
    {
        double? value = null;
        var comparator = string.Empty;
        var coded = default(Node);
        var (code, system, unit) = (0L, 0, 0L);
        foreach (var child in node.Children)
        {
            if (!child.HasValue)
                continue;

            switch (child.Name)
            {
                case "value":
                    value = NumberWriter.TryParse(child, out var number) ? number : null;
                    break;
                case "comparator":
                    comparator = child.Text();
                    break;
                case "code":
                    code = NodeHash.Unit(child);
                    coded = child;
                    break;
                case "system":
                    system = NodeHash.System(child);
                    break;
                case "unit":
                    unit = NodeHash.Unit(child);
                    break;
            }
        }

        if (value is not { } found)
            return null;

        var (low, high) = Bounds(found, comparator);
        var measure = system == Ucum && coded.Exists && UcumUnit.TryParse(coded.RawText, out var read, out _)
            ? read
            : null;
        return new QuantityNode(low, high, code, system, unit, measure);
    }

    /// <summary>Reads a Range; an end that is not there is open. The unit is that of the ends.</summary>
    public static QuantityNode? OfRange(Node range)
    {
        var low = range.Child("low") is { Exists: true } lowest ? Of(lowest) : null;
        var high = range.Child("high") is { Exists: true } highest ? Of(highest) : null;
        if ((low ?? high) is not { } any)
            return null;

        return any with
        {
            Measure = low is null || high is null || low.Value.Code == high.Value.Code ? any.Measure : null,
            Low = low?.Low ?? double.NegativeInfinity,
            High = high?.High ?? double.PositiveInfinity,
        };
    }

    /// <summary>A comparator says that the value is a bound. Source:
    /// https://hl7.org/fhir/R4/valueset-quantity-comparator.html.</summary>
    private static (double Low, double High) Bounds(double value, string comparator) => comparator switch
    {
        "<" => (double.NegativeInfinity, Math.BitDecrement(value)),
        "<=" => (double.NegativeInfinity, value),
        ">" => (Math.BitIncrement(value), double.PositiveInfinity),
        ">=" => (value, double.PositiveInfinity),
        _ => (value, value),
    };
}
