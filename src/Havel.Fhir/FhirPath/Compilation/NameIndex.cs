using System.Runtime.CompilerServices;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>A number for every element name, and by property id the number of its element's name, so that a path
/// compares integers.</summary>
internal sealed class NameIndex
{
    private static readonly ConditionalWeakTable<FhirDefinitions, NameIndex> Known = [];

    private readonly Dictionary<string, int> _idsByName = new(StringComparer.Ordinal);

    private readonly FhirDefinitions _definitions;
    private ElementDefinition[]? _choices;

    private NameIndex(FhirDefinitions definitions)
    {
        _definitions = definitions;
        ByProperty = new int[definitions.Properties.Count];
        foreach (var property in definitions.Properties)
        {
            if (!_idsByName.TryGetValue(property.Element.Name, out var id))
                _idsByName[property.Element.Name] = id = _idsByName.Count;
            ByProperty[property.Id] = id;
        }

        var address = new PathSegment("reference", Find("reference"), IsSingle: true);
        Reference = new PathStep(ThisStep.Instance, [address], ByProperty);
    }

    /// <summary>The name's id by <see cref="JsonProperty.Id"/>.</summary>
    public int[] ByProperty { get; }

    public static NameIndex Of(FhirDefinitions definitions) =>
        Known.GetValue(definitions, static key => new NameIndex(key));

    /// <summary>The path from a Reference to its address.</summary>
    public PathStep Reference { get; }

    /// <summary>The elements that are choices, the same name and types once.</summary>
    public IReadOnlyList<ElementDefinition> Choices => _choices ??=
    [
        .. _definitions.Types.SelectMany(type => type.Elements).Where(element => element.IsChoice)
            .DistinctBy(element => (element.Name, element.Types)),
    ];

    /// <summary>Every element name there is.</summary>
    public IEnumerable<string> All => _idsByName.Keys;

    /// <summary>The name's id; -1 when no element has that name.</summary>
    public int Find(string name) => _idsByName.GetValueOrDefault(name, -1);
}
