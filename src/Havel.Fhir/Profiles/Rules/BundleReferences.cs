using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>References by UUID or OID have no meaning outside of their Bundle, so they must lead to one of its entries.
/// Source: https://hl7.org/fhir/R4/bundle.html#references.</summary>
internal readonly struct BundleReferences(ValidationRun run, BundleEntries entries)
{
    private readonly List<Node> _found = [];

    public void Check()
    {
        foreach (var entry in entries.All)
        {
            if (run.IsStopped)
                return;
            if (!entry.Resource.Exists)
                continue;

            ReferencesWithin.Collect(entry.Resource, _found);
            foreach (var reference in _found)
            {
                if (reference.RawText.StartsWith("urn:"u8))
                    Check(entry, reference);
            }
        }
    }

    private void Check(BundleEntry entry, Node reference)
    {
        var address = reference.Text();
        if (entries.Find(address, entry) is not null)
            return;

        if (entries.Type is "transaction" or "document" or "message")
        {
            run.Error(reference.Index, IssueType.NotFound, RuleSource.Bundle,
                $"No entry of the Bundle has the fullUrl {address}.");
        }
        else
        {
            run.Warn(reference.Index, IssueType.NotFound, RuleSource.Bundle,
                $"No entry of the Bundle has the fullUrl {address}, and nothing outside of it can be meant.");
        }
    }
}
