namespace Havel.Fhir.Terminology;

/// <summary>A code system as the engine asks it: in memory, by rule, or in a store. A concept is a number that means
/// something to its system alone. Nobody may assume that all concepts can be listed cheaply, or at all.</summary>
public interface ICodeSystem
{
    /// <summary>The number of no concept.</summary>
    const long None = -1;

    string Url { get; }

    string? Version { get; }

    string? Name { get; }

    CodeSystemContent Content { get; }

    /// <summary>Whether <c>a</c> and <c>A</c> are two codes.</summary>
    bool IsCaseSensitive { get; }

    /// <summary>The language of displays that name none, or null.</summary>
    string? Language { get; }

    /// <summary>Publication status (<c>active</c>, <c>draft</c>, <c>retired</c>) or null.</summary>
    string? Status { get; }

    bool IsExperimental { get; }

    /// <summary>The value set of all codes, or null.</summary>
    string? ValueSet { get; }

    /// <summary>The number of concepts; null where they cannot be counted, as for a grammar.</summary>
    long? Count { get; }

    IReadOnlyList<PropertyDefinition> Properties { get; }

    /// <summary>The concept with that code, or <see cref="None"/>.</summary>
    long Find(ReadOnlySpan<byte> code);

    string Code(long concept);

    string? Display(long concept);

    string? Definition(long concept);

    IReadOnlyList<Designation> Designations(long concept);

    /// <summary>The values of the concept's own properties; parents and children are not among them.</summary>
    IReadOnlyList<ConceptProperty> PropertiesOf(long concept);

    /// <summary>Whether the concept should no longer be used.</summary>
    bool IsInactive(long concept);

    /// <summary>Whether the concept only groups others and cannot be chosen.</summary>
    bool IsAbstract(long concept);

    IEnumerable<long> Parents(long concept);

    IEnumerable<long> Children(long concept);

    /// <summary>Whether the first concept stands above the second; a concept does not stand above itself.</summary>
    bool IsAbove(long ancestor, long concept);

    /// <summary>The concepts without parent in the system's order; empty where they cannot be listed.</summary>
    IEnumerable<long> Roots();

    /// <summary>All concepts in the system's order; null where they cannot be listed.</summary>
    IEnumerable<long>? All();

    /// <summary>The concepts below one, itself left out, each once.</summary>
    IEnumerable<long> Descendants(long concept);

    /// <summary>A filter that the system answers better than by a look at each concept, such as a query of a store;
    /// null where it has no better way.</summary>
    IEnumerable<long>? Select(ConceptFilter filter);

    /// <summary>The concepts in whose display or designations each word of the filter begins some word, from an index,
    /// in the system's order; null where there is no index of words, so that texts have to be looked at one by
    /// one.</summary>
    IEnumerable<long>? FindWords(string filter) => null;
}
