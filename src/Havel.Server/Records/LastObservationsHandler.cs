using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Conformance;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Search;

namespace Havel.Server.Records;

/// <summary><c>Observation/$lastn</c>: of every code the latest results of a patient. The search finds them by the
/// index; what is left out is never written.
/// Source: https://hl7.org/fhir/R4/observation-operation-lastn.html.</summary>
internal static class LastObservationsHandler
{
    private const string ResourceType = "Observation";

    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Find(asking));

    private static FhirResponse Find(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var most = 1;
        if (parameters.Text("max") is { } text && (!int.TryParse(text, out most) || most < 1))
            return Refuse("max must be a number above 0.");

        var conditions = parameters.All.Where(one => one is { Text: not null, Name: not ("max" or PageRequest.Name) })
            .Select(one => new QueryPair(one.Name, one.Text!)).ToList();
        if (!conditions.Exists(pair => IsPatient(pair.Key)))
            return Refuse("$lastn needs to be told whose observations: by patient or subject.");

        var (home, grant, request, _) = asking;
        var parsed = home.Search.Parse(
            ResourceType, conditions, request.Preferences.Handling, home.Clock.GetUtcNow(),
            new GrantedTerms(home, grant));
        if (!parsed.IsValid)
            return Outcomes.Refuse(parsed.Issues) with { Status = 400 };

        if (parsed.Query.Sort.Count > 0 || parsed.Query.Includes.Count > 0 || parsed.Query.Contained is not null)
            return Refuse("$lastn sorts by itself, latest first, and includes nothing, nor what is contained.");

        var applied = parsed.Query.Applied.ToList();
        if (parameters.Text("max") is not null)
            applied.Add(new QueryPair("max", most.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        return PageRequest.Read(asking, applied, out var page)
            ?? Answer(asking, parsed, new LatestByCode(most), page!);
    }

    private static FhirResponse Answer(
        in Asking asking, SearchParseResult parsed, LatestByCode latest, PageRequest page)
    {
        var query = parsed.Query with { Count = Limits.MaxPageSize, Total = TotalMode.None };
        var result = asking.Home.Store.Search(asking.Grant, query);
        while (result.Page is { } found)
        {
            foreach (var observation in found.Matches)
                latest.Add(observation);

            if (latest.Seen > Limits.MaxLastObservations)
            {
                return Outcomes.Refuse(Issue.Error(
                    IssueType.TooCostly,
                    $"There are more than {Limits.MaxLastObservations} such observations. Add a category or a code."))
                    with { Status = 400 };
            }

            if (found.Next is null)
            {
                var kept = new SearchPage(latest.Result(), [], latest.Result().Count, null, IsCut: false);
                return SearchBundle.Of(kept, page, parsed.Issues, asking.Home.BaseUrl);
            }

            result = asking.Home.Store.Search(asking.Grant, query, found.Next);
        }

        return Outcomes.Refuse(result.Issue!) with { Status = 400 };
    }

    /// <summary>With modifiers and chains: <c>subject:Patient</c>, <c>patient.identifier</c>.</summary>
    private static bool IsPatient(string name) =>
        name.Split(':', '.')[0] is "patient" or "subject";

    private static FhirResponse Refuse(string message) =>
        Outcomes.Refuse(Issue.Error(IssueType.Required, message)) with { Status = 400 };
}
