using System.Collections.Concurrent;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Packages;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Rules.Forms;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>A response fits the Questionnaire it names. Source:
/// https://hl7.org/fhir/R4/questionnaireresponse.html#notes.</summary>
internal sealed class QuestionnaireResponseRule(ProfileRegistry registry) : NodeCheck(RuleSource.QuestionnaireResponse)
{
    private readonly ConcurrentDictionary<ConformanceResource, Form?> _forms = new();

    public override void Check(ValidationRun run, int node)
    {
        var response = new Node(run.Table, node);
        var status = response.TextOf("status");
        if (status == "entered-in-error" || response.TextOf("questionnaire") is not { } canonical)
            return;

        if (FindForm(run, response, canonical) is { } form)
        {
            var isComplete = status is "completed" or "amended";
            new ResponseWalk(run, form, response, isComplete).Check();
            return;
        }

        run.Report(IssueSeverity.Information, response.Child("questionnaire").Index, IssueType.NotFound, Profile,
            $"The Questionnaire {canonical} is not known here, so the answers were not held against it.");
    }

    /// <summary>The Questionnaire: contained, in the same Bundle, or among the conformance resources.</summary>
    private Form? FindForm(ValidationRun run, Node response, string canonical)
    {
        if (canonical.StartsWith('#'))
        {
            var contained = run.Targets.Find(canonical);
            return IsForm(contained) ? FormReader.Read(contained) : null;
        }

        if (registry.Library.Catalog.Find("Questionnaire", canonical) is { } known)
        {
            return _forms.GetOrAdd(known, static resource =>
                resource.Parse() is { } table && IsForm(table.Root) ? FormReader.Read(table.Root) : null);
        }

        return FindInBundle(run.Table.Root, Canonical.Parse(canonical)) is { Exists: true } entry
            ? FormReader.Read(entry) : null;
    }

    private static Node FindInBundle(Node root, Canonical canonical)
    {
        if (root.Type.Name != "Bundle")
            return default;

        foreach (var entry in root.ChildrenOf("entry"))
        {
            var resource = entry.Child("resource");
            if (IsForm(resource)
                && string.Equals(resource.TextOf("url"), canonical.Url, StringComparison.Ordinal)
                && (canonical.Version is null
                    || string.Equals(resource.TextOf("version"), canonical.Version, StringComparison.Ordinal)))
            {
                return resource;
            }
        }

        return default;
    }

    private static bool IsForm(Node node) => node.Exists && node.Type.Name == "Questionnaire";
}
