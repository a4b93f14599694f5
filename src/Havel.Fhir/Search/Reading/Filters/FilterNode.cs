namespace Havel.Fhir.Search.Reading.Filters;

/// <summary>A <c>_filter</c> as written, before it is known which type it is about.
/// Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal abstract record FilterNode
{
    private protected FilterNode()
    {
    }
}

/// <summary>Two filters joined by <c>and</c> or <c>or</c>.</summary>
internal sealed record FilterPair(bool IsAnd, FilterNode Left, FilterNode Right) : FilterNode;

/// <summary><c>not (...)</c>.</summary>
internal sealed record FilterNot(FilterNode Inner) : FilterNode;

/// <summary><c>subject.name co "x"</c>.</summary>
/// <param name="Path">At least one step.</param>
/// <param name="Operator">Two letters.</param>
/// <param name="Value">The value as a search parameter would have it, with its escapes.</param>
internal sealed record FilterTest(IReadOnlyList<FilterStep> Path, string Operator, string Value) : FilterNode;

/// <summary>A step of a path: a parameter, and what must hold besides for the resource that it leads to.</summary>
internal sealed record FilterStep(string Name, FilterNode? Filter);
