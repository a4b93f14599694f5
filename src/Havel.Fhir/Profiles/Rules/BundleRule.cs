using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>What the specification's prose demands of Bundles; the invariants bdl-1 to bdl-12 are checked as such.
/// Source: https://hl7.org/fhir/R4/bundle.html.</summary>
internal sealed class BundleRule() : NodeCheck(RuleSource.Bundle)
{
    public override void Check(ValidationRun run, int node)
    {
        var entries = new BundleEntries(new Node(run.Table, node));
        new BundleAddresses(run, entries).Check();
        new BundleReferences(run, entries).Check();
        switch (entries.Type)
        {
            case "batch" or "transaction":
                new BundleRequests(run, entries).Check();
                break;
            case "batch-response" or "transaction-response" or "history":
                BundleResponses.Check(run, entries);
                break;
            case "searchset":
                BundleSearch.Check(run, entries);
                break;
            case "document":
                new BundleDocument(run, entries).Check();
                break;
            case "message":
                BundleMessage.Check(run, entries);
                break;
        }
    }
}
