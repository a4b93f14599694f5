using System.Globalization;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of number and quantity parameters. Sources: https://hl7.org/fhir/R4/search.html#number and #quantity.
/// Rows hold what the resource says, without implicit precision; that belongs to the search value
/// (docs/search.md).</summary>
internal static class NumberWriter
{
    private const string CurrencySystem = "urn:iso:std:iso:4217";

    private static readonly int Currency = SearchHash.System(CurrencySystem);

    public static void Number(Node node, int slot, int part, List<NumberRow> rows)
    {
        if (node.Type.Name is "Range")
        {
            if (QuantityNode.OfRange(node) is { } range)
                rows.Add(new NumberRow(slot, range.Low, range.High, part));
        }
        else if (node.Type.IsPrimitive && node.HasValue && TryParse(node, out var value))
        {
            rows.Add(new NumberRow(slot, value, value, part));
        }
    }

    public static void Quantity(Node node, int slot, int part, List<QuantityRow> rows)
    {
        switch (node.Type.Name)
        {
            case "Range":
                if (QuantityNode.OfRange(node) is { } range)
                    Add(range, slot, part, rows);

                break;
            case "SampledData":
                if (SampledValues.Of(node) is { } sampled)
                    Add(sampled, slot, part, rows);

                break;
            case "Money":
                Money(node, slot, part, rows);
                break;
            case "Extension":
                if (node.Child("value") is { Exists: true } value)
                    Quantity(value, slot, part, rows);

                break;
            default:
                if (!node.Type.IsPrimitive && QuantityNode.Of(node) is { } quantity)
                    Add(quantity, slot, part, rows);

                break;
        }
    }

    /// <summary>Reads a decimal as the nearest double, as it would be read from a query too.</summary>
    public static bool TryParse(Node node, out double value) =>
        double.TryParse(node.RawText, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static void Money(Node node, int slot, int part, List<QuantityRow> rows)
    {
        var amount = node.Child("value");
        if (!amount.Exists || !amount.HasValue || !TryParse(amount, out var value))
            return;

        var currency = node.Child("currency");
        var unit = currency.Exists && currency.HasValue ? NodeHash.Unit(currency) : 0;
        rows.Add(new QuantityRow(slot, unit, unit == 0 ? 0 : Currency, value, value, part));
    }

    private static void Add(QuantityNode quantity, int slot, int part, List<QuantityRow> rows)
    {
        var code = quantity.Code;
        if (code != 0 || quantity.Unit == 0)
            rows.Add(new QuantityRow(slot, code, code == 0 ? 0 : quantity.System, quantity.Low, quantity.High, part));

        if (quantity.Unit != 0 && quantity.Unit != code)
            rows.Add(new QuantityRow(slot, quantity.Unit, 0, quantity.Low, quantity.High, part));

        if (quantity.Measure is { } unit && ReferenceUnits.Of(unit) is { } reference
            && !string.Equals(reference.Code, unit.Code, StringComparison.Ordinal))
            Converted(quantity, unit, reference, slot, part, rows);
    }

    /// <summary>The same quantity in the unit that all of its dimension are compared in.</summary>
    private static void Converted(
        QuantityNode quantity, UcumUnit unit, UcumUnit reference, int slot, int part, List<QuantityRow> rows)
    {
        if (ReferenceUnits.Convert(quantity.Low, unit, reference) is { } low
            && ReferenceUnits.Convert(quantity.High, unit, reference) is { } high)
            rows.Add(new QuantityRow(
                slot, SearchHash.Unit(reference.Code), SearchHash.ConvertedSystem, low, high, part));
    }
}
