using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Values;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads one value (between commas) by the kind of its parameter.</summary>
internal static class ValueReader
{
    private const double ApproximateShare = 0.1;

    /// <summary>The value, or null after an issue.</summary>
    public static SearchValue? Read(
        ReadState state, SearchParameter parameter, SearchModifier modifier, string? type, string text)
    {
        if (parameter.Field == ResourceField.Id)
            return new IdValue(EscapedText.Unescape(text));

        if (modifier == SearchModifier.Identifier)
            return Token(state, parameter, text);

        if (modifier == SearchModifier.Text)
            return Text(state, parameter, text);

        if (modifier == SearchModifier.OfType)
            return OfType(state, parameter, text);

        return parameter.Kind switch
        {
            SearchParameterKind.Token => Token(state, parameter, text),
            SearchParameterKind.Reference => ReferenceReader.Read(state, parameter, type, EscapedText.Unescape(text)),
            SearchParameterKind.Uri => new UriValue(SearchHash.Uri(EscapedText.Unescape(text))),
            SearchParameterKind.String => String(state, parameter, text),
            SearchParameterKind.Date when modifier == SearchModifier.Overlaps => Overlap(state, parameter, text),
            SearchParameterKind.Date => Date(state, parameter, text),
            SearchParameterKind.Number => Number(state, parameter, text),
            SearchParameterKind.Quantity => Quantity(state, parameter, text),
            SearchParameterKind.Composite => Composite(state, parameter, text),
            SearchParameterKind.Special => NearReader.Read(state, parameter, text),
            _ => null,
        };
    }

    private static TokenValue? Token(ReadState state, SearchParameter parameter, string text)
    {
        var parts = EscapedText.Split(text, '|');
        if (parts.Count == 1)
            return new TokenValue(SearchHash.Token(EscapedText.Unescape(text)), null);

        var (system, code) = (EscapedText.Unescape(parts[0]), EscapedText.Unescape(parts[1]));
        if (parts.Count > 2 || (system.Length == 0 && code.Length == 0))
            return Refused<TokenValue>(state, parameter, text, "a code, system|code, |code or system|");

        int? hash = system.Length == 0 && parameter.IsCode ? null : SearchHash.System(system);
        return new TokenValue(code.Length == 0 ? null : SearchHash.Token(code), hash);
    }

    private static TextValue? Text(ReadState state, SearchParameter parameter, string text)
    {
        var normal = SearchText.Normalise(EscapedText.Unescape(text));
        return normal.Length == 0 || normal.Contains(TextValue.Mark, StringComparison.Ordinal)
            ? Refused<TextValue>(state, parameter, text, "a text with letters or digits")
            : new TextValue(normal);
    }

    /// <summary>The type's system and code, and the value, all three.</summary>
    private static TokenValue? OfType(ReadState state, SearchParameter parameter, string text)
    {
        var parts = EscapedText.Split(text, '|');
        if (parts.Count != 3 || parts[1].Length == 0 || parts[2].Length == 0)
            return Refused<TokenValue>(
                state, parameter, text, "the system and code of a type and a value: system|code|value");

        var (code, value) = (EscapedText.Unescape(parts[1]), EscapedText.Unescape(parts[2]));
        return new TokenValue(SearchHash.TypedValue(code, value), SearchHash.System(EscapedText.Unescape(parts[0])));
    }

    private static StringValue? String(ReadState state, SearchParameter parameter, string text)
    {
        var raw = EscapedText.Unescape(text);
        var normal = SearchText.Normalise(raw);

        // Every text begins with nothing: such a value would find all there is.
        return normal.Length == 0
            ? Refused<StringValue>(state, parameter, text, "a text with letters or digits")
            : new StringValue(normal, SearchHash.Exact(raw));
    }

    private static DateValue? Date(ReadState state, SearchParameter parameter, string text)
    {
        var rest = text;
        if (PrefixText.Take(ref rest) is not { } prefix || !FhirInstant.TryParse(rest, out var range))
            return Refused<DateValue>(state, parameter, text, "a date such as 2012-01 or ge2012-01-31T10:00:00Z");

        if (prefix != SearchPrefix.Approximately)
            return new DateValue(prefix, range.Low, range.High);

        // A tenth of the gap between now and the date: https://hl7.org/fhir/R4/search.html#prefix.
        var gap = Math.Max(0, Math.Max(range.Low - state.Now, state.Now - range.High));
        var widening = (long)(gap * ApproximateShare);
        return new DateValue(prefix, range.Low - widening, range.High + widening);
    }

    private static DateValue? Overlap(ReadState state, SearchParameter parameter, string text)
    {
        return FhirInstant.TryParse(text, out var range)
            ? new DateValue(SearchPrefix.Approximately, range.Low, range.High)
            : Refused<DateValue>(state, parameter, text, "a date such as 2012-01");
    }

    private static NumberValue? Number(ReadState state, SearchParameter parameter, string text)
    {
        var rest = text;
        return PrefixText.Take(ref rest) is { } prefix && NumberText.Read(prefix, rest) is var (low, high)
            ? new NumberValue(prefix, low, high)
            : Refused<NumberValue>(state, parameter, text, "a number such as 5.4 or gt5.4");
    }

    private static QuantityValue? Quantity(ReadState state, SearchParameter parameter, string text)
    {
        var parts = EscapedText.Split(text, '|');
        var rest = parts[0];
        if (parts.Count is not (1 or 3) || PrefixText.Take(ref rest) is not { } prefix ||
            NumberText.Read(prefix, rest) is not var (low, high))
            return Refused<QuantityValue>(
                state, parameter, text, "a quantity such as 5.4 or gt5.4|http://unitsofmeasure.org|mg");

        var system = parts.Count == 3 ? EscapedText.Unescape(parts[1]) : string.Empty;
        var unit = parts.Count == 3 ? EscapedText.Unescape(parts[2]) : string.Empty;
        if (Converted(prefix, rest, system, unit) is { } converted)
            return converted;

        return new QuantityValue(
            prefix,
            low,
            high,
            unit.Length == 0 ? null : SearchHash.Unit(unit),
            system.Length == 0 ? null : SearchHash.System(system));
    }

    /// <summary>A quantity of UCUM finds those in every unit of its dimension.</summary>
    private static QuantityValue? Converted(SearchPrefix prefix, string number, string system, string code)
    {
        if (system is not UcumUnit.System || UcumUnit.Find(code) is not { } unit
            || ReferenceUnits.Of(unit) is not { } reference)
            return null;

        var range = NumberText.Read(prefix, number, value => ReferenceUnits.Convert(value, unit, reference));
        return range is var (low, high)
            ? new QuantityValue(
                prefix, low, high, SearchHash.Unit(reference.Code), SearchHash.System(system), IsConverted: true)
            : null;
    }

    /// <summary>All alternatives of a composite have components of the same kinds, so the first tells how to
    /// read.</summary>
    private static CompositeValue? Composite(ReadState state, SearchParameter parameter, string text)
    {
        var components = parameter.Alternatives[0].Components;
        var parts = EscapedText.Split(text, '$');
        if (parts.Count != components.Count)
            return Refused<CompositeValue>(state, parameter, text, $"{components.Count} values joined by $");

        var values = new List<SearchValue>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = new SearchParameter
            {
                Code = parameter.Code,
                ResourceType = parameter.ResourceType,
                Url = parameter.Url,
                Kind = components[i].Kind,
                Expression = null,
            };
            if (Read(state, part, SearchModifier.None, null, parts[i]) is not { } value)
                return null;

            values.Add(value);
        }

        return new CompositeValue(values);
    }

    private static T? Refused<T>(ReadState state, SearchParameter parameter, string text, string expected)
        where T : SearchValue
    {
        state.Refuse(IssueType.Value, $"The value '{Quoted.Of(text)}' of {parameter.Code} is not {expected}.");
        return null;
    }
}
