using System.Text.Json;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Gathers the concepts of one resource into columns.</summary>
internal sealed class CodeSystemBuilder
{
    private readonly TextBlob.Builder _texts = new();
    private readonly List<int> _codes = [];
    private readonly List<int> _displays = [];
    private readonly List<int> _definitions = [];
    private readonly List<int> _parents = [];
    private readonly List<int> _ends = [];
    private readonly List<byte> _flags = [];
    private readonly List<int> _propertyStarts = [];
    private readonly List<PropertyRow> _properties = [];
    private readonly List<int> _designationStarts = [];
    private readonly List<DesignationRow> _designations = [];
    private readonly Dictionary<int, int> _extensions = [];
    private readonly List<(int Concept, string Other, bool IsParent)> _links = [];
    private readonly PropertyMeanings _meanings;
    private readonly HashSet<string> _implied = new(StringComparer.Ordinal);

    public CodeSystemBuilder(CodeSystemHead head)
    {
        Head = head;
        _meanings = new PropertyMeanings(head.Properties);
    }

    /// <summary>The head, once all concepts are added with the properties that extensions imply.</summary>
    public CodeSystemHead Head { get; private set; }

    public void AddAll(JsonElement root)
    {
        AddList(root, -1);
        foreach (var code in _implied)
        {
            if (!Head.Properties.Any(property => string.Equals(property.Code, code, StringComparison.Ordinal)))
                Head = Head with { Properties = [.. Head.Properties, ImpliedProperties.Definition(code)] };
        }
    }

    /// <summary>Adds a concept of which only code and display are known; returns its number.</summary>
    public int Add(string code, string? display, string? definition = null, int parent = -1)
    {
        var number = _codes.Count;
        _codes.Add(_texts.Add(code));
        _displays.Add(_texts.Add(display));
        _definitions.Add(_texts.Add(definition));
        _parents.Add(parent);
        _ends.Add(number + 1);
        _flags.Add(0);
        _propertyStarts.Add(_properties.Count);
        _designationStarts.Add(_designations.Count);
        return number;
    }

    public CodeSystemColumns Build()
    {
        _propertyStarts.Add(_properties.Count);
        _designationStarts.Add(_designations.Count);
        var texts = _texts.Build();
        var codes = _codes.ToArray();
        return new CodeSystemColumns
        {
            Texts = texts,
            Codes = codes,
            Displays = [.. _displays],
            Definitions = [.. _definitions],
            Flags = [.. _flags],
            Parents = [.. _parents],
            Ends = [.. _ends],
            IsNested = _parents.Exists(parent => parent >= 0),
            Graph = _links.Count == 0 ? null : MakeGraph(new CodeIndex(texts, codes)),
            PropertyStarts = _properties.Count == 0 ? [] : [.. _propertyStarts],
            Properties = [.. _properties],
            DesignationStarts = _designations.Count == 0 ? [] : [.. _designationStarts],
            Designations = [.. _designations],
            Extensions = _extensions,
        };
    }

    private void AddList(JsonElement element, int parent)
    {
        foreach (var concept in ConceptJson.Objects(element, "concept"))
        {
            if (ConceptJson.Text(concept, "code") is not { } code)
                continue;

            var number = Add(
                code, ConceptJson.Text(concept, "display"), ConceptJson.Text(concept, "definition"), parent);
            AddDesignations(concept);
            AddProperties(concept, number);
            AddExtensions(concept, number);
            AddList(concept, number);
            _ends[number] = _codes.Count;
        }
    }

    private void AddDesignations(JsonElement concept)
    {
        foreach (var designation in ConceptJson.Objects(concept, "designation"))
        {
            if (ConceptJson.Text(designation, "value") is not { } value)
                continue;

            _designations.Add(new DesignationRow(
                _texts.Add(value),
                _texts.Share(ConceptJson.Text(designation, "language")),
                _texts.Share(Raw(designation, "use")),
                _texts.Share(Raw(designation, "extension"))));
        }
    }

    private void AddProperties(JsonElement concept, int number)
    {
        foreach (var property in ConceptJson.Objects(concept, "property"))
        {
            if (ConceptJson.Text(property, "code") is not { } code || ConceptJson.Choice(property) is not { } choice)
                continue;

            var type = Array.IndexOf(PropertyRow.Types, choice.Type);
            var text = type == PropertyRow.Coding ? choice.Value.GetRawText() : ConceptJson.Primitive(choice.Value);
            if (type < 0 || text is null)
                continue;

            var value = type == PropertyRow.Coding ? ConceptJson.Text(choice.Value, "code") : text;
            if (value is not null && _meanings.ParentOrChild(code) is { } isParent)
            {
                _links.Add((number, value, isParent));
                continue;
            }

            _properties.Add(new PropertyRow(_texts.Share(code), _texts.Share(text), (byte)type, IsImplied: false));
            _flags[number] |= _meanings.Flags(code, text);
        }
    }

    private void AddExtensions(JsonElement concept, int number)
    {
        if (!concept.TryGetProperty("extension", out var list))
            return;

        foreach (var extension in ConceptJson.Extensions(list))
        {
            if (ImpliedProperties.Of(extension) is not { } implied)
                continue;

            _implied.Add(implied.Code);
            var type = (byte)Array.IndexOf(PropertyRow.Types, implied.Type);
            _properties.Add(
                new PropertyRow(_texts.Share(implied.Code), _texts.Share(implied.Value), type, IsImplied: true));
            _flags[number] |= _meanings.Flags(implied.Code, implied.Value);
        }

        if (Raw(concept, "extension") is { } raw)
            _extensions.Add(number, _texts.Share(raw));
    }

    private ConceptGraph MakeGraph(CodeIndex index)
    {
        var links = new List<(int Child, int Parent)>();
        for (var i = 0; i < _parents.Count; i++)
        {
            if (_parents[i] >= 0)
                links.Add((i, _parents[i]));
        }

        foreach (var (concept, other, isParent) in _links)
        {
            var found = index.Find(System.Text.Encoding.UTF8.GetBytes(other));
            if (found >= 0)
                links.Add(isParent ? (concept, found) : (found, concept));
        }

        return new ConceptGraph(_codes.Count, links);
    }

    private static string? Raw(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
