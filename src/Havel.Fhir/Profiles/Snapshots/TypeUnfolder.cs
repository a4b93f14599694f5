using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Gives an element the children its type has, when a differential walks into them.
/// Source: https://hl7.org/fhir/R4/profiling.html#snapshot.</summary>
internal sealed class TypeUnfolder(SnapshotWork work)
{
    private const string CoreTypes = "http://hl7.org/fhir/StructureDefinition/";

    /// <summary>Makes sure that the element has its type's children.</summary>
    /// <param name="node">The element to unfold.</param>
    /// <param name="wanted">The child that is asked for; only a missing one leads to a second look.</param>
    public void Unfold(SnapshotNode node, string wanted)
    {
        if (node.HasChildren || ReferenceEquals(node, work.Root))
            return;

        var element = node.Element!;
        if (element.ContentReference is { } reference)
            UnfoldReference(node, reference, wanted);
        else
            node.Adopt(ChildrenOf(element, wanted));
    }

    /// <summary>The children that an element of those types has; null where nothing is known of them.</summary>
    private List<SnapshotNode>? ChildrenOf(ProfileElement element, string wanted)
    {
        if (CanonicalOf(element) is not { } canonical)
            return null;

        var tree = TreeOf(canonical);
        if (tree is null && element.Types is [{ Profiles.Count: > 0 }])
            tree = TreeOf(CoreTypes + element.Types[0].Code);
        if (tree is not null && element.Types.Count > 1 && tree.FindChild(wanted) is null)
            tree = FindTypeWith(element, wanted) ?? tree;
        return tree?.Children;
    }

    /// <summary>Several types, and a child that only some of them have: the first that has it, for want of anything
    /// more exact. The author should have sliced the choice.</summary>
    private SnapshotNode? FindTypeWith(ProfileElement element, string wanted)
    {
        foreach (var type in element.Types)
        {
            if (FhirDefinitions.R4.FindType(type.Code)?.FindElement(wanted) is null
                || TreeOf(CoreTypes + type.Code) is not { } tree)
            {
                continue;
            }

            work.Report(element, IssueType.Structure,
                $"'{wanted}' is asked for while several types are allowed; it is taken for that of {type.Code}",
                IssueSeverity.Warning);
            return tree;
        }

        return null;
    }

    /// <summary>The tree of a definition, freshly made, so that it may be changed; null, with an issue, where it is not
    /// to be had.</summary>
    public SnapshotNode? TreeOf(string canonical)
    {
        if (work.Session.ElementsOfType(canonical, out var issue) is { } elements)
            return work.Budget.Take(elements.Count) ? SnapshotTree.Build(elements) : null;

        work.Add(issue! with
        {
            Message = $"{work.Definition} uses a type that cannot be unfolded. {issue.Message}",
            Severity = IssueSeverity.Warning,
        });
        return null;
    }

    /// <summary>The definition to unfold: the one profile or type; what all types share where there are
    /// several.</summary>
    private static string? CanonicalOf(ProfileElement element)
    {
        if (element.Types.Count == 0)
            return null;

        var first = element.Types[0];
        foreach (var type in element.Types)
        {
            if (!string.Equals(type.Code, first.Code, StringComparison.Ordinal))
                return CoreTypes + "Element";
        }

        if (element.Types.Count == 1 && first.Profiles.Count == 1)
            return first.Profiles[0];
        return first.Code.Contains("://", StringComparison.Ordinal) ? first.Code : CoreTypes + first.Code;
    }

    /// <summary>Content references lead to an element of the same type: its children stand here too.
    /// Source: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference.
    /// </summary>
    private void UnfoldReference(SnapshotNode node, string reference, string wanted)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var target = FindTarget(reference[(hash + 1)..]);
        if (target is null)
        {
            work.Report(node.Element!, IssueType.NotFound,
                $"the content reference {reference} leads nowhere ({wanted})");
            return;
        }

        node.Adopt(SnapshotTree.CopyAll(target.Children, work.Budget));
        node.Element = node.Element! with { Types = target.Element!.Types, ContentReference = null };
    }

    /// <summary>The target as the type defines it: what this profile says of the outer item holds for the outer item
    /// alone.</summary>
    private SnapshotNode? FindTarget(string id)
    {
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        var type = dot < 0 ? id : id[..dot];
        var node = work.Definition.IsProfile ? TreeOf(CoreTypes + type) : work.Root;
        while (dot >= 0 && node is not null)
        {
            var next = id.IndexOf('.', dot + 1);
            node = node.FindChild(next < 0 ? id[(dot + 1)..] : id[(dot + 1)..next]);
            dot = next;
        }

        return node;
    }
}
