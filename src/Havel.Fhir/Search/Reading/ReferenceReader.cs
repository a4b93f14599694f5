using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads the value of a reference parameter. Source: https://hl7.org/fhir/R4/search.html#reference.</summary>
internal static class ReferenceReader
{
    private static readonly ReferenceValue Nothing = new([], []);

    /// <summary>The value, or null after an issue.</summary>
    /// <param name="state">The reading.</param>
    /// <param name="parameter">The reference parameter.</param>
    /// <param name="type">The type of a <c>:[type]</c> modifier, or null.</param>
    /// <param name="text">The value without escapes.</param>
    public static ReferenceValue? Read(ReadState state, SearchParameter parameter, string? type, string text)
    {
        if (parameter.IsCanonical)
            return new ReferenceValue([SearchHash.Uri(text)], []);

        var local = state.OwnBase is { } own && text.StartsWith(own + "/", StringComparison.Ordinal)
            ? text[(own.Length + 1)..]
            : text;
        if (!local.Contains('/') && !local.Contains(':'))
            return OfId(state, parameter, type, local);

        var reference = ReferenceText.Parse(Encoding.UTF8.GetBytes(local));
        if (reference.IsEmpty)
            return Refused(state, parameter, text);

        return reference.IsLocal ? OfLocal(state, parameter, type, reference) : OfUrl(parameter, type, reference);
    }

    private static ReferenceValue? OfId(ReadState state, SearchParameter parameter, string? type, string id)
    {
        if (!IsId(id))
            return Refused(state, parameter, id);

        IReadOnlyList<string> types = type is not null
            ? [type]
            : TargetTypes.Of(state.Catalog, parameter);
        var locals = types.Select(target => $"{target}/{id}").ToArray();
        return new ReferenceValue([.. locals.Select(SearchHash.Key)], locals);
    }

    private static ReferenceValue? OfLocal(
        ReadState state, SearchParameter parameter, string? type, ReferenceText reference)
    {
        var target = Encoding.UTF8.GetString(reference.Type);
        if (state.Catalog.Definitions.FindType(target) is not { IsResource: true })
            return Refused(state, parameter, Encoding.UTF8.GetString(reference.Value));

        if ((type ?? parameter.TargetFilter ?? target) != target)
            return Nothing;

        return new ReferenceValue([SearchHash.Key(reference.Value)], [Encoding.UTF8.GetString(reference.Value)]);
    }

    /// <summary>Of an URL only the type it shows is known; one that shows none passes no condition on the
    /// type.</summary>
    private static ReferenceValue OfUrl(SearchParameter parameter, string? type, ReferenceText reference)
    {
        var wanted = type ?? parameter.TargetFilter;
        return wanted is not null && !reference.Type.SequenceEqual(Encoding.UTF8.GetBytes(wanted))
            ? Nothing
            : new ReferenceValue([SearchHash.Key(reference.Value)], []);
    }

    /// <summary>Source: https://hl7.org/fhir/R4/datatypes.html#id.</summary>
    private static bool IsId(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');

    private static ReferenceValue? Refused(ReadState state, SearchParameter parameter, string text)
    {
        state.Refuse(
            IssueType.Value,
            $"The value '{Quoted.Of(text)}' of {parameter.Code} is not an id, Type/id or an absolute address.");
        return null;
    }
}
