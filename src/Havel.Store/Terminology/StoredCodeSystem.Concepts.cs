using System.Text;
using Havel.Fhir.Terminology;

namespace Havel.Store.Terminology;

/// <summary>The same answers in the form that the engine asks for: a concept is its number in the file.</summary>
internal sealed partial class StoredCodeSystem
{
    // Trees begin early in every system that has some, so a look at the first roots tells.
    private const int RootsTried = 1_000;

    private bool? _hasHierarchy;

    /// <summary>Whether any of the first roots has something below it.</summary>
    public bool HasHierarchy => _hasHierarchy ??= Roots().Take(RootsTried).Any(root => Row(root).Last > root);

    Concept ICodeSystem.Find(ReadOnlySpan<byte> code) => Concept(Find(code));

    Concept ICodeSystem.FindIgnoringCase(string code) => Concept(Find(Encoding.UTF8.GetBytes(code)));

    string ICodeSystem.Code(Concept concept) => Code(concept.Number);

    string? ICodeSystem.Display(Concept concept) => Display(concept.Number);

    string? ICodeSystem.Definition(Concept concept) => Definition(concept.Number);

    IReadOnlyList<Designation> ICodeSystem.Designations(Concept concept) => Designations(concept.Number);

    IReadOnlyList<ConceptProperty> ICodeSystem.PropertiesOf(Concept concept) => PropertiesOf(concept.Number);

    IReadOnlyList<ConceptExtension> ICodeSystem.ExtensionsOf(Concept concept) => [];

    bool ICodeSystem.IsInactive(Concept concept) => IsInactive(concept.Number);

    bool ICodeSystem.IsAbstract(Concept concept) => IsAbstract(concept.Number);

    IEnumerable<Concept> ICodeSystem.Parents(Concept concept) => Concepts(Parents(concept.Number));

    IEnumerable<Concept> ICodeSystem.Children(Concept concept) => Concepts(Children(concept.Number));

    bool ICodeSystem.IsAbove(Concept ancestor, Concept concept) => IsAbove(ancestor.Number, concept.Number);

    IEnumerable<Concept> ICodeSystem.Descendants(Concept concept) => Concepts(Descendants(concept.Number));

    IEnumerable<Concept> ICodeSystem.Roots() => Concepts(Roots());

    IEnumerable<Concept>? ICodeSystem.All() => All() is { } all ? Concepts(all) : null;

    IEnumerable<Concept>? ICodeSystem.Select(ConceptFilter filter) =>
        Select(filter) is { } selected ? Concepts(selected) : null;

    IEnumerable<Concept>? ICodeSystem.FindWords(string filter) =>
        FindWords(filter) is { } found ? Concepts(found) : null;

    private static Concept Concept(long number) => number < 0 ? Fhir.Terminology.Concept.None : new Concept(number);

    private static IEnumerable<Concept> Concepts(IEnumerable<long> numbers) => numbers.Select(Concept);
}
