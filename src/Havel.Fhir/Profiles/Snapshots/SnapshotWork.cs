using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>The making of one snapshot: the base's tree is copied, the differential's tree is laid over it, the result
/// is written out as a list.</summary>
internal sealed class SnapshotWork
{
    private const string Root5 = "http://hl7.org/fhir/StructureDefinition/Base";

    private readonly SnapshotSession _session;
    private readonly StructureDefinition _definition;
    private readonly List<Issue> _issues = [];
    private int _quiet;

    public SnapshotWork(SnapshotSession session, StructureDefinition definition)
    {
        _session = session;
        _definition = definition;
        Merger = new ElementMerger(this);
        Unfolder = new TypeUnfolder(this);
    }

    public SnapshotSession Session => _session;

    public StructureDefinition Definition => _definition;

    public ElementMerger Merger { get; }

    public TypeUnfolder Unfolder { get; }

    public SnapshotBudget Budget { get; } = new(Limits.SnapshotElements);

    /// <summary>The tree that is being worked on; content references point into it.</summary>
    public SnapshotNode Root { get; private set; } = new("", sliceName: null, element: null);

    /// <summary>Whether elements may be new: types and logical models add some, profiles never do.</summary>
    public bool MayAdd => !_definition.IsProfile || _definition.Kind == StructureKind.Logical;

    public SnapshotResult Run()
    {
        var differential = DifferentialTree.Build(_definition.Differential);
        foreach (var element in differential.Misplaced)
            Report(element, IssueType.Structure, "the path does not begin where the others begin, or is too deep");

        if (StartFrom(differential) is not { } root)
            return new SnapshotResult([], _issues);

        Root = root;
        new DifferentialOverlay(this).Apply(differential.Root, root);
        if (Budget.IsSpent)
        {
            Add(IssueType.TooCostly,
                $"The snapshot of {_definition} has more than {Limits.SnapshotElements} elements.");
            return new SnapshotResult([], _issues);
        }

        return new SnapshotResult(SnapshotTree.Flatten(root, RootName(differential)), _issues);
    }

    /// <summary>Gives an element the children of a profile, and lays those it had over them. What then looks like
    /// widening is none: the narrower of both holds.</summary>
    public void Replace(SnapshotNode target, List<SnapshotNode>? children, List<SnapshotNode> had)
    {
        target.Adopt(children);
        _quiet++;
        new DifferentialOverlay(this).Relay(had, target);
        _quiet--;
    }

    /// <summary>Adds an issue at an element of the differential.</summary>
    public void Report(
        ProfileElement element, IssueType type, string what, IssueSeverity severity = IssueSeverity.Error)
    {
        if (_quiet == 0 && _issues.Count < Limits.Issues)
        {
            _issues.Add(new Issue(severity, type, $"{_definition}, element {element.Id}: {what}.",
                $"StructureDefinition.differential.element.where(id = '{element.Id}')"));
        }
    }

    public void Add(Issue issue)
    {
        if (_issues.Count < Limits.Issues)
            _issues.Add(issue);
    }

    private void Add(IssueType type, string message) =>
        Add(Issue.Error(type, message, "StructureDefinition.baseDefinition"));

    /// <summary>A copy of the base's tree; the differential's own root for what has no base, as Element and
    /// Resource.</summary>
    private SnapshotNode? StartFrom(DifferentialTree differential)
    {
        if (_definition.BaseDefinition is not { Length: > 0 } canonical || IsUnknownRoot(canonical))
            return StartFromNothing(differential);

        if (_session.ElementsOfBase(canonical, out var parent, out var issue) is not { } elements)
        {
            _session.Fail(_definition, issue!);
            Add(issue!.Type, $"{_definition} cannot be worked out from its base. {issue.Message}");
            return null;
        }

        if (_definition.IsProfile && !string.Equals(parent!.Type, _definition.Type, StringComparison.Ordinal))
        {
            Add(IssueType.Invalid,
                $"{_definition} constrains {_definition.Type}, but its base {canonical} is of the type {parent.Type}.");
        }

        return SnapshotTree.Build(elements);
    }

    private SnapshotNode? StartFromNothing(DifferentialTree differential)
    {
        if (!MayAdd || _definition.Differential.Count == 0)
        {
            Add(IssueType.Required, $"{_definition} names no base, so there is nothing to narrow.");
            return null;
        }

        var name = differential.Root.Name;
        var first = differential.Root.Element ?? new ProfileElement { Id = name, Path = name };
        var root = first with { Min = first.Min ?? 0, Max = first.Max ?? int.MaxValue };
        return new SnapshotNode(name, sliceName: null, root);
    }

    /// <summary>Logical models may be derived from Base, which R4 does not define: it is the empty type of R5.
    /// Source: https://hl7.org/fhir/R5/types.html#Base.</summary>
    private bool IsUnknownRoot(string canonical) =>
        MayAdd && canonical.StartsWith(Root5, StringComparison.Ordinal) && _session.Find(canonical) is null;

    /// <summary>A profile keeps the root's name of its type; a type gives its own.</summary>
    private string RootName(DifferentialTree differential)
    {
        if (differential.Root.Name.Length > 0)
            return differential.Root.Name;

        return MayAdd ? _definition.Type[(_definition.Type.LastIndexOf('/') + 1)..] : Root.Name;
    }
}
