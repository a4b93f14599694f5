namespace Havel.Fhir.Terminology;

/// <summary>A code system as the engine asks it: in memory, by rule, or in a store. Nobody may assume that all
/// concepts can be listed cheaply, or at all. Safe for several threads.</summary>
public interface ICodeSystem
{
    string Url { get; }

    string? Version { get; }

    string? Name { get; }

    CodeSystemContent Content { get; }

    /// <summary>Whether <c>a</c> and <c>A</c> are two codes.</summary>
    bool IsCaseSensitive { get; }

    /// <summary>The language of displays that name none, or null.</summary>
    string? Language { get; }

    /// <summary>Publication status (<c>active</c>, <c>draft</c>, <c>retired</c>) or null; <c>withdrawn</c> and
    /// <c>deprecated</c> where its standards status says so.</summary>
    string? Status { get; }

    bool IsExperimental { get; }

    /// <summary>The value set of all codes, or null.</summary>
    string? ValueSet { get; }

    /// <summary>The number of concepts; null where they cannot be counted, as for a grammar.</summary>
    long? Count { get; }

    /// <summary>Whether any concept stands below another.</summary>
    bool HasHierarchy { get; }

    IReadOnlyList<PropertyDefinition> Properties { get; }

    /// <summary>The concept with exactly that code, in UTF-8, or no concept. Allocates nothing where the system is in
    /// memory.</summary>
    Concept Find(ReadOnlySpan<byte> code);

    /// <summary>The same without regard to upper and lower case, for systems that make no difference.</summary>
    Concept FindIgnoringCase(string code);

    string Code(Concept concept);

    string? Display(Concept concept);

    string? Definition(Concept concept);

    IReadOnlyList<Designation> Designations(Concept concept);

    /// <summary>The values of the concept's own properties; parents and children are not among them.</summary>
    IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept);

    IReadOnlyList<ConceptExtension> ExtensionsOf(Concept concept);

    /// <summary>Whether the concept should no longer be used.</summary>
    bool IsInactive(Concept concept);

    /// <summary>Whether the concept only groups others and cannot be chosen.</summary>
    bool IsAbstract(Concept concept);

    IEnumerable<Concept> Parents(Concept concept);

    IEnumerable<Concept> Children(Concept concept);

    /// <summary>Whether the first concept stands above the second; a concept does not stand above itself.</summary>
    bool IsAbove(Concept ancestor, Concept concept);

    /// <summary>The concepts below one, itself left out, each once.</summary>
    IEnumerable<Concept> Descendants(Concept concept);

    /// <summary>The concepts without parent; empty where they cannot be listed.</summary>
    IEnumerable<Concept> Roots() => All()?.Where(concept => !Parents(concept).Any()) ?? [];

    /// <summary>All concepts in the system's order; null where they cannot be listed.</summary>
    IEnumerable<Concept>? All();

    /// <summary>The concepts that a filter lets through, where the system knows a better way than a look at each, such
    /// as a query of a store; null where it has none.</summary>
    IEnumerable<Concept>? Select(ConceptFilter filter);

    /// <summary>The concepts in whose code, display or designations each word of the filter begins some word, from an
    /// index, in the system's order; null where there is no index of words, so that texts have to be looked at one by
    /// one.</summary>
    IEnumerable<Concept>? FindWords(string filter) => null;
}
