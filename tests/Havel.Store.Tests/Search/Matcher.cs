using System.Text;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Places;
using Havel.Fhir.Search.Texts;

namespace Havel.Store.Tests.Search;

/// <summary>Searches by looking at every resource: slow, without SQL, and short enough to be believed.</summary>
/// <param name="visible">The resources there are for the caller; no other has any influence.</param>
public sealed class Matcher(IReadOnlyList<KnownResource> visible)
{
    public IReadOnlyList<KnownResource> Visible => visible;

    public IEnumerable<KnownResource> Search(SearchQuery query) => visible.Where(resource =>
        (query.Types.Count == 0 || query.Types.Contains(resource.Type)) &&
        query.Clauses.All(clause => Matches(resource, clause)));

    private bool Matches(KnownResource resource, SearchClause clause) => clause switch
    {
        ValueClause value =>
            (value.Modifier == SearchModifier.Not) != value.Values.Any(one => Has(resource, value, one)),
        MissingClause missing => missing.IsMissing == IsMissing(resource, missing.Parameter),
        ChainClause chain => chain.Targets.Any(target => visible.Any(other =>
            other.Type == target.Type && Refers(resource, chain.Reference, other) && Matches(other, target.Clause))),
        HasClause has => visible.Any(other =>
            other.Type == has.Type && Refers(other, has.Reference, resource) && Matches(other, has.Clause)),
        CompartmentClause compartment => resource.Key == compartment.Key || resource.Rows.Tokens.Any(row =>
            row.Value == compartment.Key && compartment.Slots.Any(slot => slot.Id == row.Slot)),
        AllClause all => all.Clauses.All(each => Matches(resource, each)),
        AnyClause any => any.Clauses.Any(each => Matches(resource, each)),
        NotClause not => !Matches(resource, not.Clause),
        TypeClause type => resource.Type == type.Type,
        TextClause text => HasWords(resource, text),
        _ => throw new ArgumentOutOfRangeException(nameof(clause)),
    };

    private static bool HasWords(KnownResource resource, TextClause clause)
    {
        var root = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(resource.Json)).Table!.Root;
        var text = clause.IsContent ? ResourceText.Content(root) : ResourceText.Narrative(root);
        var all = (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, all.Length).Any(at => clause.IsBeginning
            ? all[at].StartsWith(clause.Words[0], StringComparison.Ordinal)
            : all.Skip(at).Take(clause.Words.Count).SequenceEqual(clause.Words));
    }

    private static bool Refers(KnownResource from, SearchParameter reference, KnownResource to) =>
        from.Rows.Tokens.Any(row => row.Value == to.Key && reference.Slots.Any(slot => slot.Id == row.Slot));

    private static bool IsMissing(KnownResource resource, SearchParameter parameter)
    {
        var slots = parameter.Slots.Select(slot => slot.Id).ToHashSet();
        if (parameter.IdentifierSlot is { } identifier)
            slots.Add(identifier.Id);

        var rows = resource.Rows;
        var isAbsent = parameter.AbsenceSlot is { } absence && rows.Tokens.Any(row => row.Slot == absence.Id);
        return isAbsent || !(rows.Tokens.Any(row => slots.Contains(row.Slot)) ||
            rows.Strings.Any(row => slots.Contains(row.Slot)) || rows.Dates.Any(row => slots.Contains(row.Slot)) ||
            rows.Numbers.Any(row => slots.Contains(row.Slot)) || rows.Quantities.Any(row => slots.Contains(row.Slot)));
    }

    private bool Has(KnownResource resource, ValueClause clause, SearchValue value)
    {
        if (value is HierarchyValue hierarchy)
            value = new ReferenceValue(Closure(hierarchy), []);

        var parameter = clause.Parameter;
        if (parameter.Field == ResourceField.Id)
            return resource.Id == ((IdValue)value).Id;

        if (value is CompositeValue composite)
            return parameter.Alternatives.Any(alternative => HasParts(resource, alternative, composite));

        var slots = clause.Modifier switch
        {
            SearchModifier.Identifier => [parameter.IdentifierSlot!],
            SearchModifier.Text => parameter.TextSlots,
            SearchModifier.OfType => parameter.TypeSlots,
            _ => parameter.Slots,
        };
        return slots.Any(slot => Parts(resource, slot.Id, value, clause.Modifier).Any());
    }

    /// <summary>Adds parts, or wholes, until there are no more.</summary>
    private List<long> Closure(HierarchyValue value)
    {
        var keys = value.Keys.ToList();
        for (var at = 0; at < keys.Count; at++)
        {
            var next = value.IsBelow
                ? visible.Where(part => WholesOf(part, value).Contains(keys[at])).Select(part => part.Key)
                : visible.Where(part => part.Key == keys[at]).SelectMany(part => WholesOf(part, value));
            keys.AddRange(next.Where(key => !keys.Contains(key)).Distinct().ToList());
        }

        return keys;
    }

    private static IEnumerable<long> WholesOf(KnownResource part, HierarchyValue value) => part.Rows.Tokens
        .Where(row => value.Parents.Any(slot => slot.Id == row.Slot) && row.System == SearchHash.LinkSystem)
        .Select(row => row.Value);

    private static bool HasParts(KnownResource resource, CompositeAlternative alternative, CompositeValue value)
    {
        var parts = alternative.Components
            .Select((component, index) => (component.AnyPart, Found: Parts(
                resource, component.Slot.Id, value.Components[index], SearchModifier.None).ToHashSet()))
            .ToList();
        if (parts.Any(part => part.Found.Count == 0))
            return false;

        var bound = parts.Where(part => !part.AnyPart).Select(part => part.Found).ToList();
        return bound.Count == 0 || bound[0].Any(part => bound.All(found => found.Contains(part)));
    }

    /// <summary>The parts of the rows that match one value.</summary>
    private static IEnumerable<int> Parts(KnownResource resource, int slot, SearchValue value, SearchModifier modifier)
    {
        var rows = resource.Rows;
        if (modifier == SearchModifier.Other)
            return Others(rows, slot, value);

        return value switch
        {
            TokenValue token => rows.Tokens
                .Where(row => row.Slot == slot && (token.Value ?? row.Value) == row.Value &&
                    (token.System ?? row.System) == row.System)
                .Select(row => row.Part),
            ReferenceValue reference => rows.Tokens
                .Where(row => row.Slot == slot && reference.Keys.Contains(row.Value)).Select(row => row.Part),
            UriValue uri => rows.Tokens
                .Where(row => row.Slot == slot && row.Value == uri.Value).Select(row => row.Part),
            UriBelowValue below => rows.Tokens
                .Where(row => row.Slot == slot && rows.Uris.Any(uri =>
                    uri.Hash == row.Value && uri.Text.StartsWith(below.Prefix, StringComparison.Ordinal)))
                .Select(row => row.Part),
            TextValue text => rows.Tokens
                .Where(row => row.Slot == slot && rows.Uris.Any(uri => uri.Hash == row.Value &&
                    uri.Text[TextValue.Mark.Length..].Contains(text.Text, StringComparison.Ordinal)))
                .Select(row => row.Part),
            StringValue text => rows.Strings
                .Where(row => row.Slot == slot && IsText(row, text, modifier)).Select(row => row.Part),
            DateValue date => rows.Dates
                .Where(row => row.Slot == slot &&
                    RangeComparison.Matches(date.Prefix, date.Low, date.High, row.Low, row.High))
                .Select(row => row.Part),
            NumberValue number => rows.Numbers
                .Where(row => row.Slot == slot &&
                    RangeComparison.Matches(number.Prefix, number.Low, number.High, row.Low, row.High))
                .Select(row => row.Part),
            QuantityValue quantity => rows.Quantities
                .Where(row => row.Slot == slot && (quantity.Unit ?? row.Unit) == row.Unit &&
                    (row.System == SearchHash.ConvertedSystem
                        ? quantity.IsConverted
                        : (quantity.System ?? row.System) == row.System) &&
                    RangeComparison.Matches(quantity.Prefix, quantity.Low, quantity.High, row.Low, row.High))
                .Select(row => row.Part),
            NearValue near => rows.Quantities
                .Where(row => row.Slot == slot && GreatCircle.Metres(
                    near.Latitude, near.Longitude, row.Low, row.High) <= near.Metres)
                .Select(row => row.Part),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
    }

    private static IEnumerable<int> Others(SearchRows rows, int slot, SearchValue value) => value switch
    {
        TokenValue token => rows.Tokens.Where(row => row.Slot == slot &&
            !((token.Value ?? row.Value) == row.Value && (token.System ?? row.System) == row.System))
            .Select(row => row.Part),
        ReferenceValue reference => rows.Tokens
            .Where(row => row.Slot == slot && !reference.Keys.Contains(row.Value)).Select(row => row.Part),
        UriValue uri => rows.Tokens.Where(row => row.Slot == slot && row.Value != uri.Value).Select(row => row.Part),
        StringValue text => rows.Strings
            .Where(row => row.Slot == slot && row.Text != text.Text).Select(row => row.Part),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static bool IsText(StringRow row, StringValue value, SearchModifier modifier) => modifier switch
    {
        SearchModifier.Exact => row.Exact == value.Exact && row.Text == value.Text,
        SearchModifier.Whole => row.Text == value.Text,
        SearchModifier.EndsWith => row.Text.EndsWith(value.Text, StringComparison.Ordinal),
        SearchModifier.Contains => row.Text.Contains(value.Text, StringComparison.Ordinal),
        _ => row.Text.StartsWith(value.Text, StringComparison.Ordinal),
    };
}
