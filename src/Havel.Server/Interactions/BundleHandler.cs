using Havel.Consent.Callers;
using Havel.Fhir.Issues;
using Havel.Server.Intake;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>POST [base]: a batch, each entry for itself, or a transaction, all or nothing. Every entry runs under the
/// caller,
/// through the same switch as a request of its own. Source: https://hl7.org/fhir/R4/http.html#transaction.</summary>
internal static class BundleHandler
{
    private static readonly FhirResponse WrongType = Outcomes.Of(400, IssueType.Value,
        "The body must be a Bundle of type batch or transaction. Other Bundles are stored with POST [base]/Bundle.");

    public static async ValueTask<FhirResponse> Answer(
        Deployment home, Dispatch dispatch, Routes routes, Caller caller, FhirRequest request, CancellationToken stop)
    {
        if (WriteBody.Check(request) is { } unreadable)
            return unreadable;

        var bundle = BundleCutter.Cut(request.Body);
        if (bundle.Fault is not null)
            return Outcomes.Refuse(BodyIntake.Locate(request, bundle.Fault)) with { Status = 400 };

        if (FaultsAround(bundle, request) is { } faulty)
            return faulty;

        if (bundle.Type is not ("batch" or "transaction"))
            return WrongType;

        var preference = request.Preferences.Return;
        var prefer = preference == ReturnPreference.Unstated ? "return=minimal" : request.Headers.Prefer;
        var entries = bundle.Entries
            .Select(entry => EntryRequest.Of(entry, routes, home.BaseUrl, prefer, request.Source)).ToList();
        if (bundle.Type is "batch")
        {
            var answers = await BatchRun.Answer(dispatch, caller, entries, stop);
            return BundleAnswer.Of("batch-response", answers, home.BaseUrl, preference);
        }

        var transaction = await TransactionRun.Answer(
            new TransactionRun.Setting(home, dispatch, caller, prefer), entries, stop);
        return transaction.Refusal ?? BundleAnswer.Of(
            "transaction-response", transaction.Answers!, home.BaseUrl, preference);
    }

    /// <summary>What is wrong with the XML around the entries' resources concerns all of them.</summary>
    private static FhirResponse? FaultsAround(BundleText bundle, FhirRequest request)
    {
        var issues = request.Source?.IssuesOutside(bundle.Entries.Select(entry => entry.Resource));
        return issues is not null && issues.Any(issue => issue.IsError)
            ? Outcomes.Refuse(issues) with { Status = 400 }
            : null;
    }
}
