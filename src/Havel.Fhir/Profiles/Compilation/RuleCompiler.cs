using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Compiles what a profile says of each node of one element.</summary>
internal sealed class RuleCompiler(ProfileCompiler compiler, ProfileRegistry registry)
{
    private const string CoreProfiles = "http://hl7.org/fhir/StructureDefinition/";

    public List<NodeCheck> Compile(ElementTree tree)
    {
        var rules = new List<NodeCheck>();
        var element = tree.Element;
        AddTypes(rules, tree);
        if (element.HasValues)
            AddValues(rules, element);
        if (Differs(tree) && BindingOf(tree) is { } binding)
            rules.Add(binding);
        AddReferences(rules, tree);
        AddProfiles(rules, tree);
        AddInvariants(rules, tree);
        return rules;
    }

    /// <summary>The rules of a primitive's value, as rules of the primitive.</summary>
    public List<NodeCheck> CompileValue(ElementTree value)
    {
        var rules = new List<NodeCheck>();
        if (value.Element.HasValues)
            AddValues(rules, value.Element);
        if (value.Element.Min > 0)
            rules.Add(new PresenceCheck(compiler.Canonical));
        return rules;
    }

    /// <summary>The binding of an element; null where it has none that says anything.</summary>
    public BindingCheck? BindingOf(ElementTree tree)
    {
        if (tree.Element.Binding is not { } binding)
            return null;

        var valueSet = binding.ValueSet is { } canonical ? registry.ValueSet(canonical) : null;
        var most = binding.MaxValueSet is { } limit ? registry.ValueSet(limit) : null;
        return valueSet is null && most is null
            ? null
            : new BindingCheck(compiler.Canonical, binding.Strength, valueSet, most, isBase: false);
    }

    /// <summary>Whether the binding says more than that of R4.</summary>
    private static bool Differs(ElementTree tree)
    {
        if (tree.Element.Binding is not { } binding)
            return false;
        if (binding.MaxValueSet is not null || tree.Base?.Binding is not { } known)
            return true;

        var url = binding.ValueSet is null ? null : Packages.Canonical.Parse(binding.ValueSet).Url;
        return binding.Strength != known.Strength || !string.Equals(url, known.ValueSet, StringComparison.Ordinal);
    }

    private void AddTypes(List<NodeCheck> rules, ElementTree tree)
    {
        if (tree.Base is not { } known || tree.Types.Count == 0 || tree.Element.Types.Count == 0)
            return;

        var isNarrower = tree.Types.Count < known.Types.Count || !tree.Types.All(known.Types.Contains);
        if (isNarrower)
            rules.Add(new TypeCheck(compiler.Canonical, [.. tree.Types]));
    }

    private void AddValues(List<NodeCheck> rules, ProfileElement element)
    {
        if (element.Fixed.Exists)
            rules.Add(new FixedCheck(compiler.Canonical, element.Fixed, isPattern: false));
        if (element.Pattern.Exists)
            rules.Add(new FixedCheck(compiler.Canonical, element.Pattern, isPattern: true));
        if (element.MinValue.Exists)
            rules.Add(new RangeCheck(compiler.Canonical, element.MinValue, isLeast: true));
        if (element.MaxValue.Exists)
            rules.Add(new RangeCheck(compiler.Canonical, element.MaxValue, isLeast: false));
        if (element.MaxLength is { } most)
            rules.Add(new LengthCheck(compiler.Canonical, most));
    }

    private void AddReferences(List<NodeCheck> rules, ElementTree tree)
    {
        foreach (var type in tree.Element.Types)
        {
            if (type.Code != "Reference")
                continue;

            var targets = IsTypesOfR4(tree, type) ? [] : type.TargetProfiles;
            if (targets.Count == 0 && type.Aggregation == ProfileAggregation.None
                && type.Versioning == ProfileVersioning.Either)
            {
                continue;
            }

            ProfileLink[] links = [.. targets.Select(registry.LinkTo)];
            rules.Add(new ReferenceCheck(compiler.Canonical, links, type.Aggregation, type.Versioning));
        }
    }

    /// <summary>Whether the targets are those that R4 allows anyway.</summary>
    private static bool IsTypesOfR4(ElementTree tree, ProfileType type)
    {
        if (tree.Base is not { } known)
            return false;

        foreach (var target in type.TargetProfiles)
        {
            if (!target.StartsWith(CoreProfiles, StringComparison.Ordinal))
                return false;
        }

        return type.TargetProfiles.Count == 0
            || (type.TargetProfiles.Count >= known.TargetTypes.Count && known.TargetTypes.Count > 0)
            || (type.TargetProfiles is [CoreProfiles + "Resource"]);
    }

    private void AddProfiles(List<NodeCheck> rules, ElementTree tree)
    {
        var types = new List<(TypeDefinition Type, ProfileLink[] Links)>();
        var isAny = false;
        foreach (var type in tree.Element.Types)
        {
            if (registry.Definitions.FindType(type.Code) is not { } definition)
                continue;

            var links = type.Profiles.Where(profile => !IsType(profile, type.Code)).Select(registry.LinkTo).ToArray();
            isAny |= links.Length > 0;
            types.Add((definition, links.Length < type.Profiles.Count ? [] : links));
        }

        if (isAny)
            rules.Add(new TypeProfileCheck(compiler.Canonical, [.. types]));
    }

    private static bool IsType(string profile, string type) =>
        profile.StartsWith(CoreProfiles, StringComparison.Ordinal)
        && profile.AsSpan(CoreProfiles.Length).SequenceEqual(type);

    private void AddInvariants(List<NodeCheck> rules, ElementTree tree)
    {
        foreach (var constraint in tree.Element.Constraints)
        {
            if (constraint.Expression is not { Length: > 0 } expression || IsOfR4(tree, constraint))
                continue;

            var context = tree.Types.Count == 1 ? tree.Types[0] : null;
            var compilation = FhirPathCompiler.Compile(expression, context, registry.Definitions);
            // The static check may be stricter than the author; what it cannot type is tried without types.
            var compiled = compilation.Expression
                ?? FhirPathCompiler.Compile(expression, null, registry.Definitions).Expression;
            if (compiled is not null)
                rules.Add(new InvariantCheck(compiler.Canonical, constraint, compiled));
            else
                compiler.Fault($"The invariant {constraint.Key} cannot be read: {compilation.Issues[0].Message}");
        }
    }

    /// <summary>Whether R4 states the invariant itself: at the element, at one of its types, or at a type that a
    /// choice had before the profile narrowed it.</summary>
    private bool IsOfR4(ElementTree tree, ProfileConstraint constraint)
    {
        var key = constraint.Key;
        if (tree.Base is { } known && Has(known.Invariants, key))
            return true;

        foreach (var type in tree.Types)
        {
            for (var at = type; at is not null; at = at.Base!)
            {
                if (Has(at.Invariants, key))
                    return true;
            }
        }

        return registry.InvariantsOfR4.TryGetValue(key, out var expression)
            && (string.Equals(expression, constraint.Expression, StringComparison.Ordinal)
                || constraint.Source?.StartsWith(CoreProfiles, StringComparison.Ordinal) == true);
    }

    private static bool Has(IReadOnlyList<ElementInvariant> invariants, string key)
    {
        foreach (var invariant in invariants)
        {
            if (string.Equals(invariant.Key, key, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
