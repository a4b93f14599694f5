using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The results of a search. Source: https://hl7.org/fhir/R4/http.html#search.</summary>
internal static class BundleSearch
{
    public static void Check(ValidationRun run, BundleEntries entries)
    {
        var matches = 0;
        foreach (var entry in entries.All)
        {
            var search = entry.Node.Child("search");
            var mode = search.Exists ? search.TextOf("mode") : null;
            matches += mode == "match" ? 1 : 0;
            if (!entry.Resource.Exists)
            {
                run.Error(entry.Node.Index, IssueType.Required, RuleSource.Bundle,
                    $"An entry of a search result holds a resource; this one has none.");
            }
            else if (mode == "outcome" && entry.Resource.Type.Name != "OperationOutcome")
            {
                run.Error(entry.Node.Index, IssueType.Value, RuleSource.Bundle,
                    $"An entry of mode outcome holds an OperationOutcome, not a {entry.Resource.Type.Name}.");
            }

            if (run.IsStopped)
                return;
        }

        CheckTotal(run, entries, matches);
    }

    /// <summary>The total counts all matches, those of other pages too, and nothing else.</summary>
    private static void CheckTotal(ValidationRun run, BundleEntries entries, int matches)
    {
        var total = entries.Bundle.Child("total");
        if (total.Exists && total.HasValue
            && int.TryParse(total.RawText, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count < matches)
        {
            run.Error(total.Index, IssueType.Value, RuleSource.Bundle,
                $"The total is {count}, and the Bundle alone has {matches} matches.");
        }
    }
}
