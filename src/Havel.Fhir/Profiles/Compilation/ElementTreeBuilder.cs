using System.Text;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Makes a tree of a snapshot by paths, slice names and order; ids are not relied on, because published
/// snapshots have wrong ones.</summary>
internal sealed class ElementTreeBuilder
{
    private readonly FhirDefinitions _definitions;
    private readonly List<ElementTree> _open = [];

    private ElementTreeBuilder(FhirDefinitions definitions) => _definitions = definitions;

    /// <summary>The root; null where there is no snapshot or its type is none of R4's.</summary>
    public static ElementTree? Build(StructureDefinition definition, FhirDefinitions definitions)
    {
        if (definition.Snapshot is not { Count: > 0 } elements || elements.Count > Limits.ProfileElements
            || definitions.FindType(definition.Type) is not { } type)
        {
            return null;
        }

        var root = new ElementTree { Element = elements[0], Base = null, Types = [type] };
        var builder = new ElementTreeBuilder(definitions);
        builder._open.Add(root);
        for (var index = 1; index < elements.Count; index++)
            builder.Add(elements[index]);
        return root;
    }

    private void Add(ProfileElement element)
    {
        var depth = element.Path.AsSpan().Count('.');
        if (depth == 0 || depth > _open.Count)
            return;

        _open.RemoveRange(depth, _open.Count - depth);
        var parent = _open[depth - 1];
        var (name, implied) = NameOf(element, parent);
        var tree = TreeOf(element, parent, name, implied);
        Place(parent.OpenGroup(name), tree, isSlice: element.SliceName is not null || implied is not null);
        _open.Add(tree);
    }

    private static void Place(ElementGroup group, ElementTree tree, bool isSlice)
    {
        if (!isSlice)
        {
            group.Main ??= tree;
            return;
        }

        // The slice a/b is slice b within slice a.
        var slash = tree.Element.SliceName?.LastIndexOf('/') ?? -1;
        var outer = slash < 0 ? null : Find(group.Slices, tree.Element.SliceName![..slash]);
        (outer?.Reslices ?? group.Slices).Add(tree);
    }

    private static ElementTree? Find(List<ElementTree> slices, string name)
    {
        foreach (var slice in slices)
        {
            if (string.Equals(slice.Element.SliceName, name, StringComparison.Ordinal))
                return slice;
            if (Find(slice.Reslices, name) is { } inner)
                return inner;
        }

        return null;
    }

    /// <summary>The element's name without <c>[x]</c>; a path may also name a choice by its type,
    /// <c>valueQuantity</c>.</summary>
    private static (string Name, TypeDefinition? Implied) NameOf(ProfileElement element, ElementTree parent)
    {
        var name = element.Name;
        if (element.IsChoice)
            return (name[..^3], null);

        foreach (var type in parent.Types)
        {
            if (type.FindElement(name) is not null)
                return (name, null);
        }

        foreach (var type in parent.Types)
        {
            if (type.FindProperty(Encoding.UTF8.GetBytes(name)) is { } property)
                return (property.Element.Name, property.Type);
        }

        return (name, null);
    }

    private ElementTree TreeOf(ProfileElement element, ElementTree parent, string name, TypeDefinition? implied)
    {
        var definition = parent.Types.Select(type => type.FindElement(name)).FirstOrDefault(found => found is not null);
        var types = implied is not null ? [implied] : TypesOf(element, definition);
        return new ElementTree { Element = element, Base = definition, Types = types };
    }

    private TypeDefinition[] TypesOf(ProfileElement element, ElementDefinition? definition)
    {
        if (definition is null)
            return [.. element.Types.Select(type => _definitions.FindType(type.Code)).OfType<TypeDefinition>()];
        if (element.Types.Count == 0)
            return [.. definition.Types];

        var types = new List<TypeDefinition>();
        foreach (var stated in element.Types)
        {
            var named = _definitions.FindType(stated.Code);
            foreach (var type in definition.Types)
            {
                // A backbone element has a type of its own here; a snapshot calls it BackboneElement or Element.
                if (named is null || ReferenceEquals(type, named) || (IsGeneral(named) && type.Is(named)))
                    types.Add(type);
                else if (type.IsAbstract && named.Is(type))
                    types.Add(named);
            }
        }

        return types.Count == 0 ? [.. definition.Types] : [.. types.Distinct()];
    }

    /// <summary>Whether the type stands for those derived from it. string does not stand for code, nor Quantity for
    /// Age: a choice lists each by itself.</summary>
    private static bool IsGeneral(TypeDefinition type) => type.IsAbstract || type.Name is "BackboneElement";
}
