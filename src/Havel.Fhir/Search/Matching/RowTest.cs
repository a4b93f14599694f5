using Havel.Fhir.Search.Places;

namespace Havel.Fhir.Search.Matching;

/// <summary>One value of a query against the rows of one resource. Source: docs/search.md.</summary>
/// <param name="rows">The rows, the texts of addresses included.</param>
/// <param name="value">The value.</param>
/// <param name="modifier">How it is meant.</param>
internal readonly struct RowTest(SearchRows rows, SearchValue value, SearchModifier modifier)
{
    /// <summary>Whether a slot has any row.</summary>
    public static bool HasAny(SearchRows rows, int slot) =>
        rows.Tokens.Exists(row => row.Slot == slot) || rows.Strings.Exists(row => row.Slot == slot)
        || rows.Dates.Exists(row => row.Slot == slot) || rows.Numbers.Exists(row => row.Slot == slot)
        || rows.Quantities.Exists(row => row.Slot == slot);

    /// <summary>The parts of the rows of a slot that meet the value.</summary>
    public IEnumerable<int> Parts(int slot) => value switch
    {
        StringValue text => Strings(slot, text),
        DateValue date => rows.Dates
            .Where(row => row.Slot == slot
                && RangeComparison.Matches(date.Prefix, date.Low, date.High, row.Low, row.High))
            .Select(row => row.Part),
        NumberValue number => rows.Numbers
            .Where(row => row.Slot == slot
                && RangeComparison.Matches(number.Prefix, number.Low, number.High, row.Low, row.High))
            .Select(row => row.Part),
        QuantityValue quantity => rows.Quantities
            .Where(row => row.Slot == slot && Is(row, quantity)).Select(row => row.Part),
        NearValue near => rows.Quantities
            .Where(row => row.Slot == slot
                && GreatCircle.Metres(row.Low, row.High, near.Latitude, near.Longitude) <= near.Metres)
            .Select(row => row.Part),
        _ => Tokens(slot),
    };

    private IEnumerable<int> Tokens(int slot)
    {
        foreach (var row in rows.Tokens)
        {
            if (row.Slot == slot && Is(row) != (modifier == SearchModifier.Other))
                yield return row.Part;
        }
    }

    private IEnumerable<int> Strings(int slot, StringValue text)
    {
        foreach (var row in rows.Strings)
        {
            if (row.Slot == slot && Is(row, text))
                yield return row.Part;
        }
    }

    private bool Is(TokenRow row) => value switch
    {
        TokenValue token => (token.Value ?? row.Value) == row.Value && (token.System ?? row.System) == row.System,
        ReferenceValue reference => reference.Keys.Contains(row.Value),
        UriValue uri => uri.Value == row.Value,
        UriBelowValue below => TextOf(row)?.StartsWith(below.Prefix, StringComparison.Ordinal) == true,
        TextValue text => TextOf(row) is { } all && all.StartsWith(TextValue.Mark, StringComparison.Ordinal)
            && all.IndexOf(text.Text, TextValue.Mark.Length, StringComparison.Ordinal) >= 0,
        _ => false,
    };

    private string? TextOf(TokenRow row)
    {
        foreach (var uri in rows.Uris)
        {
            if (uri.Hash == row.Value)
                return uri.Text;
        }

        return null;
    }

    private static bool Is(QuantityRow row, QuantityValue quantity) =>
        (quantity.Unit ?? row.Unit) == row.Unit
        && (row.System == SearchHash.ConvertedSystem
            ? quantity.IsConverted
            : (quantity.System ?? row.System) == row.System)
        && RangeComparison.Matches(quantity.Prefix, quantity.Low, quantity.High, row.Low, row.High);

    private bool Is(StringRow row, StringValue text) => modifier switch
    {
        SearchModifier.Exact => row.Exact == text.Exact && string.Equals(row.Text, text.Text, StringComparison.Ordinal),
        SearchModifier.Whole => string.Equals(row.Text, text.Text, StringComparison.Ordinal),
        SearchModifier.Other => !string.Equals(row.Text, text.Text, StringComparison.Ordinal),
        SearchModifier.EndsWith => row.Text.EndsWith(text.Text, StringComparison.Ordinal),
        SearchModifier.Contains => row.Text.Contains(text.Text, StringComparison.Ordinal),
        _ => row.Text.StartsWith(text.Text, StringComparison.Ordinal),
    };
}
