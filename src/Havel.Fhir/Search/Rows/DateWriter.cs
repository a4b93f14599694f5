using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of date parameters. Source: https://hl7.org/fhir/R4/search.html#date.</summary>
internal static class DateWriter
{
    public static void Write(Node node, int slot, int part, List<DateRow> rows)
    {
        if (TimeSpans.Of(node) is { } range)
            rows.Add(new DateRow(slot, range.Low, range.High, part));
    }
}
