using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>A message carries what its header is about. Source: https://hl7.org/fhir/R4/messaging.html.</summary>
internal static class BundleMessage
{
    public static void Check(ValidationRun run, BundleEntries entries)
    {
        // bdl-12 says so when the header is not there.
        if (entries.All is not [{ Resource: { Exists: true } header } first, ..] || header.Type.Name != "MessageHeader")
            return;

        foreach (var focus in header.ChildrenOf("focus"))
        {
            var reference = focus.Child("reference");
            if (reference.Exists && reference.HasValue && !reference.RawText.StartsWith("#"u8)
                && entries.Find(reference.Text(), first) is null)
            {
                run.Error(focus.Index, IssueType.NotFound, RuleSource.Bundle,
                    $"The message is about {reference.Text()}, which is not in it.");
            }
        }
    }
}
