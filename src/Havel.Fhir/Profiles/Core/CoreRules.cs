using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Rules;

namespace Havel.Fhir.Profiles.Core;

/// <summary>R4's own rules as checks, by property and by resource type, made when they are first needed.</summary>
internal sealed class CoreRules
{
    private readonly ProfileRegistry _registry;
    private readonly NodeRule?[] _byProperty;
    private readonly NodeRule?[] _byType;

    public CoreRules(ProfileRegistry registry)
    {
        _registry = registry;
        _byProperty = new NodeRule?[registry.Definitions.Properties.Count];
        _byType = new NodeRule?[registry.Definitions.Types.Count];
        IdName = NameIndex.Of(registry.Definitions).Find("id");
    }

    /// <summary>The number of the element name <c>id</c>.</summary>
    public int IdName { get; }

    /// <summary>The rule of a node that is no resource. Two threads may make the same rule; either will do.</summary>
    public NodeRule OfProperty(int property) => _byProperty[property] ??= Make(property);

    /// <summary>The rule of a resource, wherever it stands.</summary>
    public NodeRule OfResource(int type) => _byType[type] ??= MakeResource(_registry.Definitions.TypeAt(type));

    private NodeRule Make(int id)
    {
        var property = _registry.Definitions.PropertyAt(id);
        var traits = NodeTraits.None;
        if (property.Type.IsPrimitive)
            traits |= NodeTraits.Primitive;
        if (property.Type.IsResource)
            traits |= NodeTraits.Resource;
        if (property.Name == "contained")
            traits |= NodeTraits.Contained;
        if (property.Type.Name == "Extension")
            traits |= NodeTraits.Extension;
        if (property.Name == "modifierExtension")
            traits |= NodeTraits.Modifier;
        return new NodeRule(property.Type.IsResource ? [] : ChecksOf(property), traits);
    }

    private NodeCheck[] ChecksOf(JsonProperty property)
    {
        var checks = new List<NodeCheck>();
        var source = SourceOf(property.Element.Path);
        AddInvariants(checks, property.Type, source);
        foreach (var invariant in property.Element.Invariants)
            Add(checks, invariant, property.Type, source);
        if (BindingOf(property) is { } binding)
            checks.Add(binding);
        if (property.Type.Name == "Reference" && TargetCheck.Of(property, source) is { } targets)
            checks.Add(targets);
        return [.. checks];
    }

    private NodeRule MakeResource(TypeDefinition type)
    {
        var checks = new List<NodeCheck>();
        AddInvariants(checks, type, SourceOf(type.Name));
        checks.AddRange(ResourceRules.For(type, _registry));
        return new NodeRule([.. checks], NodeTraits.Resource);
    }

    /// <summary>What the parser has already checked is left out: codes of required value sets that can be
    /// listed.</summary>
    private BindingCheck? BindingOf(JsonProperty property)
    {
        if (property.Element.Binding is not { } binding || binding.Strength == BindingStrength.Example)
            return null;

        if (property.Type.Primitive == PrimitiveKind.Code && binding.Strength == BindingStrength.Required
            && _registry.Definitions.RequiredCodes(binding.ValueSet) is { IsEnumerable: true })
        {
            return null;
        }

        if (TakesFormats(property.Element.Path))
            return null;

        var valueSet = _registry.ValueSet(binding.ValueSet);
        return new BindingCheck(SourceOf(property.Element.Path), binding.Strength, valueSet, null, isBase: true);
    }

    /// <summary>"xml" and "json" stand there besides MIME types, says the page, but the value set does not have them.
    /// Source: https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.format, and the
    /// examples of TestScript.</summary>
    private static bool TakesFormats(string path) => path is "CapabilityStatement.format"
        or "TestScript.setup.action.operation.accept" or "TestScript.setup.action.operation.contentType"
        or "TestScript.setup.action.assert.contentType";

    private void AddInvariants(List<NodeCheck> checks, TypeDefinition type, string source)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is not null; at = at.Base!)
        {
            foreach (var invariant in at.Invariants)
            {
                if (keys.Add(invariant.Key))
                    Add(checks, invariant, type, source);
            }
        }
    }

    private void Add(List<NodeCheck> checks, ElementInvariant invariant, TypeDefinition type, string source)
    {
        if (NativeInvariants.IsElsewhere(invariant.Key))
            return;
        if (NativeInvariants.Find(invariant.Key, source) is { } native)
        {
            checks.Add(native);
            return;
        }

        var expression = FaultyInvariants.Corrected(invariant.Key) ?? invariant.Expression;
        if (expression.Length == 0)
            return;

        var compilation = FhirPathCompiler.Compile(expression, type, _registry.Definitions);
        var compiled = compilation.Expression
            ?? FhirPathCompiler.Compile(expression, null, _registry.Definitions).Expression;
        if (compiled is not null)
            checks.Add(new CoreInvariantCheck(source, invariant, compiled));
    }

    /// <summary>The definition that states it: <c>Observation.component.code</c> is of Observation.</summary>
    private static string SourceOf(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var type = dot < 0 ? path : path[..dot];
        return $"http://hl7.org/fhir/StructureDefinition/{type}|{FhirDefinitions.FhirVersion}";
    }
}
