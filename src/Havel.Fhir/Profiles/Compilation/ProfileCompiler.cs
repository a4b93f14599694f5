using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Compiles one profile to checks. What its snapshot repeats of R4 is left out: the walk over R4's own rules
/// has it already.</summary>
internal sealed class ProfileCompiler
{
    private readonly ProfileRegistry _registry;
    private readonly SliceCompiler _slices;
    private readonly RuleCompiler _rules;
    private readonly Dictionary<ElementTree, ElementCheck> _compiled = new(ReferenceEqualityComparer.Instance);
    private readonly List<(LinkedCheck Check, ElementTree Target)> _links = [];
    private readonly List<string> _faults = [];
    private readonly ElementTree _root;

    private ProfileCompiler(ProfileRegistry registry, StructureDefinition definition, ElementTree root)
    {
        _registry = registry;
        _root = root;
        Canonical = definition.Canonical;
        Url = definition.Url;
        _slices = new SliceCompiler(this);
        _rules = new RuleCompiler(this, registry);
    }

    /// <summary>The profile that is compiled, <c>canonical|version</c>.</summary>
    public string Canonical { get; }

    public string Url { get; }

    public FhirDefinitions Definitions => _registry.Definitions;

    public static CompiledProfile Compile(
        ProfileRegistry registry, StructureDefinition definition, ElementTree root, int id)
    {
        var compiler = new ProfileCompiler(registry, definition, root);
        var check = definition.IsProfile ? compiler.Compile(root) : ElementCheck.Of([], []);
        foreach (var (link, target) in compiler._links)
            link.Target = compiler.Compile(target);
        return new CompiledProfile
        {
            Id = id,
            Definition = definition,
            Canonical = definition.Canonical,
            Type = root.Types[0],
            Root = check,
            Faults = compiler._faults,
        };
    }

    /// <summary>Notes something that is wrong with the profile itself.</summary>
    public void Fault(string message)
    {
        if (!_faults.Contains(message))
            _faults.Add(message);
    }

    public ElementCheck Compile(ElementTree tree)
    {
        if (_compiled.TryGetValue(tree, out var known))
            return known;

        var rules = _rules.Compile(tree);
        if (tree.Element.ContentReference is { } reference && tree.Groups.Count == 0)
            AddLink(rules, reference);

        var groups = new List<ChildGroup>();
        foreach (var group in tree.Groups)
        {
            if (IsPrimitiveValue(tree, group))
                rules.AddRange(_rules.CompileValue(group.Main!));
            else if (CompileGroup(tree, group) is { } compiled)
                groups.Add(compiled);
        }

        return _compiled[tree] = ElementCheck.Of([.. rules], [.. groups]);
    }

    /// <summary>The element tree of another profile; null where it is not known.</summary>
    public ElementTree? TreeOf(string canonical) =>
        _registry.Library.Find(canonical) is { IsProfile: true } definition
            ? _registry.TreeOf(definition)
            : null;

    /// <summary>The url that a slice of extensions stands for; null where it is no such slice.</summary>
    public static string? ExtensionUrlOf(ElementTree slice)
    {
        if (slice.Group("url")?.Main?.Element is { Fixed: { Exists: true } url })
            return url.Text();

        var type = slice.Element.Types.FirstOrDefault(type => type.Code == "Extension" && type.Profiles.Count > 0);
        return type is null ? null : Packages.Canonical.Parse(type.Profiles[0]).Url;
    }

    public BindingCheck? BindingOf(ElementTree tree) => _rules.BindingOf(tree);

    /// <summary>The target profiles of an element's references.</summary>
    public ProfileLink[] TargetsOf(ElementTree tree) =>
        [.. tree.Element.Types.SelectMany(type => type.TargetProfiles).Distinct().Select(_registry.LinkTo)];

    /// <summary>The profiles of an element's types.</summary>
    public ProfileLink[] ProfilesOf(ElementTree tree) =>
        [.. tree.Element.Types.SelectMany(type => type.Profiles).Distinct().Select(_registry.LinkTo)];

    private ChildGroup? CompileGroup(ElementTree parent, ElementGroup group)
    {
        var nameId = NameIndex.Of(Definitions).Find(group.Name);
        var known = group.Main ?? group.Slices[0];
        if (known.Base is null && parent.Types.Count > 0)
        {
            Fault($"The profile speaks of {known.Element.Path}, which R4 does not have");
            return null;
        }

        var item = group.Main is null ? null : Compile(group.Main);
        var slices = _slices.Compile(group);
        var (min, max) = group.Main is null ? (0, int.MaxValue) : Added(group.Main);
        if (nameId < 0 || (min == 0 && max == int.MaxValue && slices is null && item is not { IsEmpty: false }))
            return null;

        return new ChildGroup
        {
            Profile = Canonical,
            Name = known.Base is { IsChoice: true } ? group.Name + "[x]" : group.Name,
            NameId = nameId,
            Min = min,
            Max = max,
            Item = item is { IsEmpty: false } ? item : null,
            Slices = slices,
        };
    }

    /// <summary>Snapshots may say something of the value of a primitive, as if it were a child.</summary>
    private static bool IsPrimitiveValue(ElementTree parent, ElementGroup group) =>
        group is { Name: "value", Main: not null }
        && parent.Types.Count > 0 && parent.Types.All(type => type.IsPrimitive);

    /// <summary>The cardinality as far as it is narrower than that of R4.</summary>
    private static (int Min, int Max) Added(ElementTree tree)
    {
        var min = tree.Element.Min ?? 0;
        var max = tree.Element.Max ?? int.MaxValue;
        return (min > (tree.Base?.Min ?? 0) ? min : 0, max < (tree.Base?.Max ?? int.MaxValue) ? max : int.MaxValue);
    }

    private void AddLink(List<NodeCheck> rules, string reference)
    {
        // An address before the # names the definition: that of R4 has no rules of this profile.
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0 && reference[..hash] != Url)
            return;

        var id = reference[(hash + 1)..];
        if (Find(_root, id) is not { } target)
            return;

        var link = new LinkedCheck(Canonical);
        rules.Add(link);
        _links.Add((link, target));
    }

    private static ElementTree? Find(ElementTree tree, string id)
    {
        if (tree.Element.SliceName is null && (tree.Element.Id == id || tree.Element.Path == id))
            return tree;

        foreach (var group in tree.Groups)
        {
            if (group.Main is not null && Find(group.Main, id) is { } found)
                return found;
        }

        return null;
    }
}
