using System.Text;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>A code system with what supplements add: designations, properties, extensions; never codes.
/// Source: https://hl7.org/fhir/R4/codesystem.html#supplements.</summary>
internal sealed class SupplementedCodeSystem(ICodeSystem whole, IReadOnlyList<CodeSystemTable> supplements)
    : ICodeSystem
{
    public string Url => whole.Url;

    public string? Version => whole.Version;

    public string? Name => whole.Name;

    public CodeSystemContent Content => whole.Content;

    public bool IsCaseSensitive => whole.IsCaseSensitive;

    public string? Language => whole.Language;

    public string? Status => whole.Status;

    public bool IsExperimental => whole.IsExperimental;

    public string? ValueSet => whole.ValueSet;

    public long? Count => whole.Count;

    public bool HasHierarchy => whole.HasHierarchy;

    public IReadOnlyList<PropertyDefinition> Properties { get; } =
        [.. whole.Properties.Concat(supplements.SelectMany(one => one.Properties)).DistinctBy(one => one.Code)];

    public IReadOnlyList<CodeSystemTable> Supplements => supplements;

    public Concept Find(ReadOnlySpan<byte> code) => whole.Find(code);

    public Concept FindIgnoringCase(string code) => whole.FindIgnoringCase(code);

    public string Code(Concept concept) => whole.Code(concept);

    public string? Display(Concept concept) => whole.Display(concept);

    public string? Definition(Concept concept) => whole.Definition(concept);

    public IReadOnlyList<Designation> Designations(Concept concept) => Join(
        concept,
        whole.Designations(concept),
        (supplement, own) =>
        {
            var added = supplement.Designations(own).Select(
                one => one with { Source = Canonical(supplement), Language = one.Language ?? supplement.Language });
            return supplement.Display(own) is { } display
                ? added.Prepend(new Designation(display, supplement.Language) { Source = Canonical(supplement) })
                : added;
        });

    public IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept) => Join(
        concept, whole.PropertiesOf(concept),
        (supplement, own) => supplement.PropertiesOf(own).Select(one => one with { Source = Canonical(supplement) }));

    public IReadOnlyList<ConceptExtension> ExtensionsOf(Concept concept) => Join(
        concept, whole.ExtensionsOf(concept), (supplement, own) => supplement.ExtensionsOf(own));

    public bool IsInactive(Concept concept) => whole.IsInactive(concept);

    public bool IsAbstract(Concept concept) => whole.IsAbstract(concept);

    public IEnumerable<Concept> Parents(Concept concept) => whole.Parents(concept);

    public IEnumerable<Concept> Children(Concept concept) => whole.Children(concept);

    public bool IsAbove(Concept ancestor, Concept concept) => whole.IsAbove(ancestor, concept);

    public IEnumerable<Concept> Descendants(Concept concept) => whole.Descendants(concept);

    public IEnumerable<Concept>? All() => whole.All();

    // A property of the supplement is unknown to the whole's own selection.
    public IEnumerable<Concept>? Select(ConceptFilter filter) =>
        supplements.Any(one => one.Properties.Any(
            property => string.Equals(property.Code, filter.Property, StringComparison.Ordinal)))
            ? null
            : whole.Select(filter);

    /// <summary>The canonical of a supplement, with its version.</summary>
    public static string Canonical(CodeSystemTable supplement) =>
        supplement.Version is null ? supplement.Url : $"{supplement.Url}|{supplement.Version}";

    private List<T> Join<T>(
        Concept concept, IReadOnlyList<T> own, Func<CodeSystemTable, Concept, IEnumerable<T>> more)
    {
        var all = new List<T>(own);
        var code = Encoding.UTF8.GetBytes(whole.Code(concept));
        foreach (var supplement in supplements)
        {
            var found = supplement.Find(code);
            if (found.Exists)
                all.AddRange(more(supplement, found));
        }

        return all;
    }
}
