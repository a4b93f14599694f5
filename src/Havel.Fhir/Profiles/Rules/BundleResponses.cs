using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The responses to transactions and batches, and in histories. Source:
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.response.status.</summary>
internal static class BundleResponses
{
    private const int Digits = 3;

    public static void Check(ValidationRun run, BundleEntries entries)
    {
        foreach (var entry in entries.All)
        {
            var response = entry.Node.Child("response");
            var status = response.Exists ? response.Child("status") : default;
            if (!run.IsStopped && status.Exists && status.HasValue && !IsStatus(status.RawText))
            {
                run.Error(status.Index, IssueType.Value, RuleSource.Bundle,
                    $"A status begins with the three digits of HTTP, such as 201; '{status.Text()}' does not.");
            }

            if (entries.Type == "history")
                CheckDeletion(run, entry);
        }
    }

    private static bool IsStatus(ReadOnlySpan<byte> status) =>
        status.Length >= Digits && !status[..Digits].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (status.Length == Digits || status[Digits] == (byte)' ');

    /// <summary>A deletion has left nothing. Source: https://hl7.org/fhir/R4/http.html#history.</summary>
    private static void CheckDeletion(ValidationRun run, BundleEntry entry)
    {
        var request = entry.Node.Child("request");
        if (request.Exists && request.TextOf("method") == "DELETE" && entry.Resource.Exists)
        {
            run.Error(entry.Node.Index, IssueType.Structure, RuleSource.Bundle,
                $"An entry that records a deletion has no resource.");
        }
    }
}
