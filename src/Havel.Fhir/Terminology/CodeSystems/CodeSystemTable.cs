using System.Text;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>A code system in memory: numbers in arrays over one blob of texts, concepts in the order of the resource,
/// so that what is nested in a concept follows it without gap. Made by <see cref="CodeSystemReader"/>.</summary>
public sealed class CodeSystemTable : ICodeSystem
{
    private readonly CodeSystemColumns _columns;
    private readonly TextBlob _texts;
    private readonly CodeIndex _index;
    private readonly Lazy<Dictionary<string, int>> _withoutCase;

    internal CodeSystemTable(CodeSystemHead head, CodeSystemColumns columns)
    {
        Head = head;
        _columns = columns;
        _texts = columns.Texts;
        _index = new CodeIndex(_texts, columns.Codes);
        _withoutCase = new Lazy<Dictionary<string, int>>(IndexWithoutCase);
    }

    public string Url => Head.Url;

    public string? Version => Head.Version;

    public string? Name => Head.Name;

    public CodeSystemContent Content => Head.Content;

    public bool IsCaseSensitive => Head.IsCaseSensitive;

    public string? Language => Head.Language;

    public string? Status => Head.Status;

    public bool IsExperimental => Head.IsExperimental;

    public string? ValueSet => Head.ValueSet;

    public long? Count => _columns.Codes.Length;

    public bool HasHierarchy => _columns.Graph is not null || _columns.IsNested;

    public IReadOnlyList<PropertyDefinition> Properties => Head.Properties;

    /// <summary>The canonical of the system that this one supplements, or null.</summary>
    public string? Supplements => Head.Supplements;

    internal CodeSystemHead Head { get; }

    /// <summary>Bytes of its texts and numbers, about.</summary>
    public long Bytes => _texts.Length + ((long)_columns.Codes.Length * 48) + (_columns.Properties.Length * 12L);

    public Concept Find(ReadOnlySpan<byte> code) => new(_index.Find(code));

    public Concept FindIgnoringCase(string code) =>
        _withoutCase.Value.TryGetValue(code, out var number) ? new Concept(number) : Concept.None;

    public string Code(Concept concept) => _texts.Text(_columns.Codes[concept.Number])!;

    public string? Display(Concept concept) => _texts.Text(_columns.Displays[concept.Number]);

    public string? Definition(Concept concept) => _texts.Text(_columns.Definitions[concept.Number]);

    public IReadOnlyList<Designation> Designations(Concept concept)
    {
        var rows = CodeSystemColumns.Slice(_columns.Designations, _columns.DesignationStarts, concept.Number);
        if (rows.IsEmpty)
            return [];

        var list = new Designation[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            list[i] = new Designation(
                _texts.Text(rows[i].Value)!,
                _texts.Text(rows[i].Language),
                ConceptJson.Coding(_texts.Utf8(rows[i].Use)))
            {
                Extensions = ConceptJson.Extensions(_texts.Utf8(rows[i].Extensions)),
            };
        }

        return list;
    }

    public IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept)
    {
        var rows = CodeSystemColumns.Slice(_columns.Properties, _columns.PropertyStarts, concept.Number);
        if (rows.IsEmpty)
            return [];

        var list = new ConceptProperty[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            list[i] = Property(rows[i]);

        return list;
    }

    public IReadOnlyList<ConceptExtension> ExtensionsOf(Concept concept) =>
        _columns.Extensions.TryGetValue((int)concept.Number, out var at)
            ? ConceptJson.Extensions(_texts.Utf8(at))
            : [];

    public bool IsInactive(Concept concept) => (_columns.Flags[concept.Number] & CodeSystemColumns.Inactive) != 0;

    public bool IsAbstract(Concept concept) => (_columns.Flags[concept.Number] & CodeSystemColumns.Abstract) != 0;

    public IEnumerable<Concept> Parents(Concept concept)
    {
        if (_columns.Graph is { } graph)
            return Concepts(graph.Parents((int)concept.Number));

        var parent = _columns.Parents[concept.Number];
        return parent < 0 ? [] : [new Concept(parent)];
    }

    public IEnumerable<Concept> Children(Concept concept) => _columns.Graph is { } graph
        ? Concepts(graph.Children((int)concept.Number))
        : NestedChildren((int)concept.Number);

    public bool IsAbove(Concept ancestor, Concept concept) => _columns.Graph is { } graph
        ? graph.IsAbove((int)ancestor.Number, (int)concept.Number)
        : concept.Number > ancestor.Number && concept.Number < _columns.Ends[ancestor.Number];

    public IEnumerable<Concept> Descendants(Concept concept)
    {
        if (_columns.Graph is { } graph)
            return graph.Descendants((int)concept.Number).Select(number => new Concept(number));

        var first = (int)concept.Number + 1;
        return Enumerable.Range(first, _columns.Ends[concept.Number] - first).Select(number => new Concept(number));
    }

    public IEnumerable<Concept> All() =>
        Enumerable.Range(0, _columns.Codes.Length).Select(number => new Concept(number));

    public IEnumerable<Concept>? Select(ConceptFilter filter) => null;

    /// <summary>The code's bytes, for comparisons without a string.</summary>
    internal ReadOnlySpan<byte> CodeUtf8(long concept) => _texts.Utf8(_columns.Codes[concept]);

    /// <summary>The display's bytes; empty for none.</summary>
    internal ReadOnlySpan<byte> DisplayUtf8(long concept) => _texts.Utf8(_columns.Displays[concept]);

    private IEnumerable<Concept> NestedChildren(int concept)
    {
        for (var child = concept + 1; child < _columns.Ends[concept]; child = _columns.Ends[child])
            yield return new Concept(child);
    }

    private static Concept[] Concepts(ReadOnlySpan<int> numbers)
    {
        var concepts = new Concept[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            concepts[i] = new Concept(numbers[i]);

        return concepts;
    }

    private ConceptProperty Property(in PropertyRow row)
    {
        var code = _texts.Text(row.Code)!;
        var type = PropertyRow.Types[row.Type];
        if (row.Type != PropertyRow.Coding)
            return new ConceptProperty(code, type, _texts.Text(row.Value)!) { IsImplied = row.IsImplied };

        var coding = ConceptJson.Coding(_texts.Utf8(row.Value));
        return new ConceptProperty(code, type, coding?.Code ?? "", coding);
    }

    private Dictionary<string, int> IndexWithoutCase()
    {
        var index = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var number = 0; number < _columns.Codes.Length; number++)
            index.TryAdd(Encoding.UTF8.GetString(CodeUtf8(number)), number);

        return index;
    }
}
