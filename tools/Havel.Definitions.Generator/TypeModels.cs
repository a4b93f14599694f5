using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>Gathers the types of R4 from the snapshots of its StructureDefinitions: primitives, data types, resources,
/// each by name and followed by the elements that have elements of their own.</summary>
internal static class TypeModels
{
    private static readonly string[] Kinds = ["primitive-type", "complex-type", "resource"];

    public static IReadOnlyList<TypeModel> From(FhirPackage package)
    {
        var definitions = package.All("StructureDefinition")
            .Where(definition => definition.Text("derivation") != "constraint" && KindOf(definition) >= 0)
            .OrderBy(KindOf)
            .ThenBy(definition => definition.Text("name"), StringComparer.Ordinal);
        var types = definitions.SelectMany(Gather).ToList();
        DropInheritedInvariants(types);
        return types;
    }

    private static int KindOf(JsonElement definition) => Array.IndexOf(Kinds, definition.Text("kind"));

    private static IEnumerable<TypeModel> Gather(JsonElement definition)
    {
        var elements = definition.GetProperty("snapshot").Items("element").ToList();
        var parents = elements.Select(element => ParentOf(element.Text("path"))).ToHashSet(StringComparer.Ordinal);
        var byPath = new Dictionary<string, TypeModel>(StringComparer.Ordinal);
        var types = new List<TypeModel> { TopType(definition, elements[0]) };
        byPath.Add(types[0].Name, types[0]);
        foreach (var element in elements.Skip(1))
        {
            var path = element.Text("path");
            var owner = byPath[ParentOf(path)];
            if (parents.Contains(path))
            {
                types.Add(ElementReading.BackboneType(element));
                byPath.Add(path, types[^1]);
            }

            Add(owner, element, parents.Contains(path));
        }

        return types;
    }

    private static string ParentOf(string path) =>
        path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : string.Empty;

    private static TypeModel TopType(JsonElement definition, JsonElement root)
    {
        var name = definition.Text("name");
        var kind = KindOf(definition) switch
        {
            0 => TypeKind.Primitive,
            1 => TypeKind.Complex,
            _ => TypeKind.Resource,
        };
        var primitive = kind == TypeKind.Primitive
            ? Enum.Parse<PrimitiveKind>(name, ignoreCase: true)
            : PrimitiveKind.None;
        var baseName = JsonReading.LastSegment(definition.Text("baseDefinition"));
        return new TypeModel(name, kind, primitive, definition.Flag("abstract"), baseName)
        {
            Invariants = ElementReading.Invariants(root),
        };
    }

    /// <summary>A primitive's <c>value</c> is no element in JSON: only its regular expression is kept, with the type.
    /// What the snapshot forbids (max 0: extensions of xhtml) is left out.</summary>
    private static void Add(TypeModel owner, JsonElement element, bool isBackbone)
    {
        if (element.Text("max") == "0")
            return;

        if (owner.Kind == TypeKind.Primitive && element.Text("path") == $"{owner.Name}.value")
            owner.Regex = ElementReading.Regex(element);
        else
            owner.Elements.Add(ElementReading.Element(element, isBackbone));
    }

    /// <summary>Snapshots repeat the invariants of an element's types at the element. Only its own are kept there, so
    /// that none is checked twice, nor a rule of Reference against the string of the same choice.</summary>
    private static void DropInheritedInvariants(List<TypeModel> types)
    {
        var keys = types.ToDictionary(
            type => type.Name,
            type => type.Invariants.Select(invariant => invariant.Key).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        foreach (var elements in types.Select(type => type.Elements))
        {
            for (var index = 0; index < elements.Count; index++)
            {
                var element = elements[index];
                bool IsOwn(ElementInvariant rule) => !element.Types.Any(type => keys[type].Contains(rule.Key));
                elements[index] = element with { Invariants = [.. element.Invariants.Where(IsOwn)] };
            }
        }
    }
}
