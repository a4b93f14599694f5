using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>A document is complete: what its Composition names lies in it, and nothing else does. Source:
/// https://hl7.org/fhir/R4/documents.html#content.</summary>
internal sealed class BundleDocument(ValidationRun run, BundleEntries entries)
{
    private readonly HashSet<BundleEntry> _reached = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<BundleEntry> _waiting = [];
    private readonly List<Node> _found = [];

    public void Check()
    {
        // bdl-11 says so when the Composition is not there.
        if (entries.All is not [{ Resource: { Exists: true } composition } first, ..]
            || composition.Type.Name != "Composition")
        {
            return;
        }

        CheckNamed(composition, first);
        Reach(first);
        foreach (var entry in entries.All)
        {
            if (entry.Resource.Exists && !_reached.Contains(entry) && !run.IsStopped && !MayStandAlone(entry))
            {
                run.Warn(entry.Node.Index, IssueType.Structure, RuleSource.Bundle,
                    $"Nothing in the document leads from the Composition to this {entry.Resource.Type.Name}.");
            }
        }
    }

    /// <summary>What the Composition names by reference must be in the document: its text may depend on it.</summary>
    private void CheckNamed(Node composition, BundleEntry first)
    {
        ReferencesWithin.Collect(composition, _found);
        foreach (var reference in _found)
        {
            var address = reference.Text();
            if (address.StartsWith('#') || IsAboutTheWorld(composition, reference)
                || entries.Find(address, first) is not null)
            {
                continue;
            }

            // The check of references by UUID has told of those already.
            if (!address.StartsWith("urn:", StringComparison.Ordinal))
            {
                run.Error(reference.Index, IssueType.NotFound, RuleSource.Composition,
                    $"The document does not hold {address}, which its Composition names.");
            }
        }
    }

    /// <summary>Related documents and extensions may point outside of the document.</summary>
    private static bool IsAboutTheWorld(Node composition, Node reference)
    {
        var path = NodePlaces.DefinitionPathOf(reference.Table, reference.Index, composition.Index);
        return path.Contains("relatesTo", StringComparison.Ordinal)
            || path.Contains("xtension", StringComparison.Ordinal);
    }

    private void Reach(BundleEntry first)
    {
        _reached.Add(first);
        _waiting.Push(first);
        while (_waiting.TryPop(out var entry))
        {
            ReferencesWithin.Collect(entry.Resource, _found);
            foreach (var reference in _found)
            {
                if (entries.Find(reference.Text(), entry) is { Resource.Exists: true } target && _reached.Add(target))
                    _waiting.Push(target);
            }
        }
    }

    /// <summary>Stylesheets and provenance may be there without being named.</summary>
    private static bool MayStandAlone(BundleEntry entry) => entry.Resource.Type.Name is "Binary" or "Provenance";
}
