using System.Collections.Concurrent;
using System.Text;

namespace Havel.Fhir.Terminology.Grammars;

/// <summary>A code system whose codes follow a rule, so that nobody can list them. Codes met before are remembered, up
/// to a limit, so that the common ones cost no allocation.</summary>
internal abstract class GrammarCodeSystem : ICodeSystem
{
    private readonly ConcurrentDictionary<string, string> _met = new(AsciiComparer.Instance);

    public abstract string Url { get; }

    public virtual string? Version => null;

    public abstract string Name { get; }

    public CodeSystemContent Content => CodeSystemContent.Complete;

    public abstract bool IsCaseSensitive { get; }

    public string? Language => "en";

    public string? Status => "active";

    public bool IsExperimental => false;

    public string? ValueSet => null;

    public long? Count => null;

    public bool HasHierarchy => false;

    public virtual IReadOnlyList<PropertyDefinition> Properties => [];

    public Concept Find(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty || code.Length > Limits.GrammarCodeBytes)
            return Concept.None;

        var met = _met.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (met.TryGetValue(code, out var known))
            return new Concept(0, known);

        var text = Encoding.UTF8.GetString(code);
        if (!IsCode(text))
            return Concept.None;

        if (_met.Count < Limits.RememberedGrammarCodes && Ascii.IsValid(code))
            _met.TryAdd(text, text);

        return new Concept(0, text);
    }

    public Concept FindIgnoringCase(string code) => Find(Encoding.UTF8.GetBytes(code));

    public string Code(Concept concept) => concept.Text!;

    public abstract string? Display(Concept concept);

    public string? Definition(Concept concept) => null;

    public IReadOnlyList<Designation> Designations(Concept concept) => [];

    public virtual IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept) => [];

    public IReadOnlyList<ConceptExtension> ExtensionsOf(Concept concept) => [];

    public bool IsInactive(Concept concept) => false;

    public bool IsAbstract(Concept concept) => false;

    public IEnumerable<Concept> Parents(Concept concept) => [];

    public IEnumerable<Concept> Children(Concept concept) => [];

    public bool IsAbove(Concept ancestor, Concept concept) => false;

    public IEnumerable<Concept> Descendants(Concept concept) => [];

    public IEnumerable<Concept>? All() => null;

    public IEnumerable<Concept>? Select(ConceptFilter filter) => null;

    /// <summary>Whether the text follows the rule.</summary>
    protected abstract bool IsCode(string code);
}
