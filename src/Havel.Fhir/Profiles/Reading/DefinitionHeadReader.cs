using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Reading;

/// <summary>Reads what a StructureDefinition says of itself, and has its elements read.</summary>
internal readonly struct DefinitionHeadReader(ModelPool pool)
{
    private readonly List<Issue> _issues = [];
    private readonly List<ExtensionContext> _contexts = [];
    private readonly List<string> _contextInvariants = [];

    public StructureDefinitionReading Read(Node resource)
    {
        var url = pool.Text(resource.Child("url"));
        var type = pool.Text(resource.Child("type"));
        if (string.IsNullOrEmpty(url) || string.IsNullOrEmpty(type))
        {
            _issues.Add(Issue.Error(IssueType.Required,
                $"A StructureDefinition needs url and type; {(string.IsNullOrEmpty(url) ? "url" : "type")} is missing.",
                "StructureDefinition"));
            return new StructureDefinitionReading(Definition: null, _issues);
        }

        ReadContexts(resource);
        var definition = new StructureDefinition
        {
            Url = url,
            Version = pool.Text(resource.Child("version")),
            Name = pool.Text(resource.Child("name")) ?? url,
            Type = type,
            Kind = KindOf(resource),
            Derivation = DerivationOf(resource),
            IsAbstract = resource.Child("abstract") is { Exists: true } flag && flag.RawText.SequenceEqual("true"u8),
            BaseDefinition = pool.Text(resource.Child("baseDefinition")),
            Contexts = _contexts,
            ContextInvariants = _contextInvariants,
            Snapshot = ReadElements(resource.Child("snapshot"), "StructureDefinition.snapshot"),
            Differential = ReadElements(resource.Child("differential"), "StructureDefinition.differential") ?? [],
        };
        return new StructureDefinitionReading(definition, _issues);
    }

    private void ReadContexts(Node resource)
    {
        foreach (var context in resource.ChildrenOf("context"))
        {
            var kind = context.TextOf("type") switch
            {
                "fhirpath" => ExtensionContextKind.FhirPath,
                "extension" => ExtensionContextKind.Extension,
                _ => ExtensionContextKind.Element,
            };
            if (pool.Text(context.Child("expression")) is { Length: > 0 } expression)
                _contexts.Add(new ExtensionContext(kind, expression));
        }

        foreach (var invariant in resource.ChildrenOf("contextInvariant"))
        {
            if (pool.Text(invariant) is { Length: > 0 } expression)
                _contextInvariants.Add(expression);
        }
    }

    private static StructureKind KindOf(Node resource) => resource.TextOf("kind") switch
    {
        "primitive-type" => StructureKind.PrimitiveType,
        "complex-type" => StructureKind.ComplexType,
        "logical" => StructureKind.Logical,
        _ => StructureKind.Resource,
    };

    /// <summary>Where the derivation is left out, a base of the same type's name tells a profile from a type.</summary>
    private static TypeDerivation DerivationOf(Node resource) => resource.TextOf("derivation") switch
    {
        "specialization" => TypeDerivation.Specialization,
        "constraint" => TypeDerivation.Constraint,
        _ => resource.TextOf("baseDefinition") is { } parent
            && parent.EndsWith("/" + resource.TextOf("type"), StringComparison.Ordinal)
            ? TypeDerivation.Constraint : TypeDerivation.Specialization,
    };

    private ProfileElement[]? ReadElements(Node holder, string place)
    {
        if (!holder.Exists)
            return null;

        var elements = new List<ProfileElement>();
        var reader = new ElementReader(pool, _issues);
        foreach (var element in holder.ChildrenOf("element"))
        {
            if (reader.Read(element, $"{place}.element[{elements.Count}]") is { } read)
                elements.Add(read);
        }

        return elements.Count == 0 ? null : ElementIds.Complete([.. elements]);
    }
}
