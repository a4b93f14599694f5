using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Finds what a slice says at the end of a discriminator's path: along its children, inside the patterns of
/// what lies above, through slices of children, type profiles and the profiles of reference targets.</summary>
internal sealed class SliceEvidence(ProfileCompiler compiler, DiscriminatorStep[] steps)
{
    private const int MostPlaces = 500;

    private readonly List<ElementTree> _ends = [];
    private readonly List<TargetTest> _values = [];
    private int _places;

    /// <summary>The elements at the end of the path.</summary>
    public IReadOnlyList<ElementTree> Ends => _ends;

    /// <summary>The fixed values and patterns there.</summary>
    public IReadOnlyList<TargetTest> Values => _values;

    public SliceEvidence Gather(ElementTree slice)
    {
        Visit(slice, null, [], 0);
        return this;
    }

    private bool Visit(
        ElementTree? tree, ElementGroup? group, List<(Node Value, bool IsPattern)> above, int step)
    {
        // Profiles that name each other in circles make the walk long, but not endless.
        if (++_places > MostPlaces)
            return false;

        var values = above;
        if (tree?.Element is { HasValues: true } element)
        {
            values = [.. above];
            if (element.Fixed.Exists)
                values.Add((element.Fixed, false));
            if (element.Pattern.Exists)
                values.Add((element.Pattern, true));
        }

        if (step == steps.Length)
            return Arrive(tree, values);

        return steps[step].Kind switch
        {
            DiscriminatorStepKind.Child => VisitChild(tree, values, step),
            DiscriminatorStepKind.OfType => VisitType(tree, group, values, step),
            DiscriminatorStepKind.Extension => VisitExtension(tree, step),
            _ => VisitTargets(tree, step),
        };
    }

    private bool Arrive(ElementTree? tree, List<(Node Value, bool IsPattern)> values)
    {
        foreach (var (value, isPattern) in values)
            _values.Add(new ValueTest(value, isPattern));
        if (tree is not null)
            _ends.Add(tree);
        if (values.Count > 0 || tree is null)
            return values.Count > 0;

        // A profile of the type may say more than the element.
        var isFound = tree.Element.Binding is { Strength: BindingStrength.Required };
        foreach (var root in ProfilesOf(tree))
        {
            if (root.Element.HasValues)
                isFound |= Arrive(root, ValuesOf(root));
        }

        return isFound;
    }

    private static List<(Node Value, bool IsPattern)> ValuesOf(ElementTree tree)
    {
        var values = new List<(Node Value, bool IsPattern)>();
        if (tree.Element.Fixed.Exists)
            values.Add((tree.Element.Fixed, false));
        if (tree.Element.Pattern.Exists)
            values.Add((tree.Element.Pattern, true));
        return values;
    }

    private bool VisitChild(ElementTree? tree, List<(Node Value, bool IsPattern)> values, int step)
    {
        var name = steps[step].Name;
        var inner = new List<(Node Value, bool IsPattern)>();
        foreach (var (value, isPattern) in values)
        {
            foreach (var child in value.ChildrenOf(name))
                inner.Add((child, isPattern));
        }

        if (tree?.Group(name) is { } group)
            return VisitGroup(group, inner, step + 1);

        var isFound = inner.Count > 0 && Visit(null, null, inner, step + 1);
        foreach (var root in tree is null ? [] : ProfilesOf(tree))
        {
            if (root.Group(name) is { } profiled)
                isFound |= VisitGroup(profiled, inner, step + 1);
        }

        return isFound;
    }

    /// <summary>The element itself first; its slices only where it says nothing.</summary>
    private bool VisitGroup(ElementGroup group, List<(Node Value, bool IsPattern)> values, int step)
    {
        if (Visit(group.Main, group, values, step))
            return true;

        var isFound = false;
        foreach (var slice in group.Slices)
        {
            // A slice that need not be there does not tell anything.
            if (slice.Element.Min > 0 || group.Slices.Count == 1)
                isFound |= Visit(slice, group, values, step);
        }

        return isFound;
    }

    private bool VisitType(
        ElementTree? tree, ElementGroup? group, List<(Node Value, bool IsPattern)> values, int step)
    {
        var wanted = steps[step].Type!;
        foreach (var slice in group?.Slices ?? [])
        {
            if (slice.Types.Count == 1 && slice.Types[0].Is(wanted) && Visit(slice, null, values, step + 1))
                return true;
        }

        return Visit(tree, null, values, step + 1);
    }

    private bool VisitExtension(ElementTree? tree, int step)
    {
        var isFound = false;
        foreach (var name in (string[])["extension", "modifierExtension"])
        {
            foreach (var slice in tree?.Group(name)?.Slices ?? [])
            {
                if (ProfileCompiler.ExtensionUrlOf(slice) == steps[step].Name)
                    isFound |= Visit(slice, null, [], step + 1);
            }
        }

        return isFound;
    }

    private bool VisitTargets(ElementTree? tree, int step)
    {
        if (tree is null)
            return false;
        if (step + 1 == steps.Length)
            return Arrive(tree, []);

        var isFound = false;
        foreach (var canonical in tree.Element.Types.SelectMany(type => type.TargetProfiles))
        {
            if (compiler.TreeOf(canonical) is { } root)
                isFound |= Visit(root, null, [], step + 1);
        }

        return isFound;
    }

    private IEnumerable<ElementTree> ProfilesOf(ElementTree tree) => tree.Element.Types
        .SelectMany(type => type.Profiles)
        .Select(compiler.TreeOf)
        .OfType<ElementTree>();
}
