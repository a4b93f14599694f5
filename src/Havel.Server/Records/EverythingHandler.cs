using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Everything;
using Havel.Store.Reading;

namespace Havel.Server.Records;

/// <summary><c>Patient/[id]/$everything</c>, <c>Patient/$everything</c> and <c>Encounter/[id]/$everything</c>: the
/// compartment, page by page, then the directory data that it leads to, each resource once.
/// Source: https://hl7.org/fhir/R4/patient-operation-everything.html,
/// https://hl7.org/fhir/R4/encounter-operation-everything.html.</summary>
internal static class EverythingHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Find(asking));

    private static FhirResponse Find(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var route = asking.Request.Route;
        var pairs = parameters.All
            .Where(one => one is { Text: { } text, Name: not PageRequest.Name } && text.Length > 0)
            .Select(one => new QueryPair(one.Name, one.Text!)).ToList();
        var wishes = EverythingWishes.Read(asking.Home, pairs, allowsCare: route.Type is "Patient");
        if (wishes.Issues.Count > 0)
            return Outcomes.Refuse(wishes.Issues) with { Status = 400 };

        if (PageRequest.Read(asking, pairs, out var page) is { } unopened)
            return unopened;

        // Hidden and missing have one answer; so there is none that tells of records whose patient is hidden.
        if (route.Id.Length > 0 && asking.Home.Store.Read(asking.Grant, route.Type, route.Id).Status is var status
            && status != ReadStatus.Found)
        {
            return status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;
        }

        if (Query(asking, wishes, out var query) is { } issues)
            return Outcomes.Refuse(issues) with { Status = 400 };

        var result = asking.Home.Store.ReadEverything(asking.Grant, query!, page!.Cursor);
        return result.Page is { } found
            ? SearchBundle.Of(found, page, [], asking.Home.BaseUrl)
            : Outcomes.Refuse(result.Issue!) with { Status = 400 };
    }

    private static IReadOnlyList<Issue>? Query(Asking asking, EverythingWishes wishes, out EverythingQuery? query)
    {
        var (home, _, request, _) = asking;
        var (type, id) = (request.Route.Type, request.Route.Id);
        query = null;
        List<QueryPair> since = wishes.Since is null
            ? [] : [new QueryPair("_lastUpdated", "ge" + FhirTime.Instant(wishes.Since.Value))];
        var parsed = home.Search.Parse(null, since, SearchHandling.Strict, home.Clock.GetUtcNow());
        if (!parsed.IsValid)
            return parsed.Issues;

        var definition = home.Store.Definitions.Compartments.First(
            each => string.Equals(each.Code, type, StringComparison.Ordinal));
        var inside = definition.Types.Where(each => definition.CodesOf(each).Count > 0).Append(type)
            .Distinct(StringComparer.Ordinal).ToList();
        var records = parsed.Query with
        {
            Types = [.. inside.Where(wishes.Wants)],
            Count = wishes.Count,
            Total = TotalMode.None,
        };
        SearchQuery? origin = null;
        if (id.Length > 0)
        {
            var compartment = home.Search.Compartment(type, id, null)!;
            origin = new SearchQuery { Types = inside, Clauses = [compartment] };
            records = records with { Clauses = [compartment, .. records.Clauses] };
        }

        query = new EverythingQuery
        {
            Records = records,
            Origin = origin,
            Around = [.. Around(home, type, id.Length > 0).Where(wishes.Wants)],
            WithPatients = type is not "Patient",
            Since = wishes.Since,
            Care = wishes.Care,
        };
        return null;
    }

    /// <summary>One record's references may lead to directory data of any type. With all patients the whole directory
    /// is meant, which is these types: definitions and terminology would be no part of anybody's record.</summary>
    private static IReadOnlyList<string> Around(Deployment home, string type, bool isOne)
    {
        if (!isOne)
        {
            return
            [
                "BiologicallyDerivedProduct", "Device", "DeviceDefinition", "Endpoint", "Group", "HealthcareService",
                "InsurancePlan", "List", "Location", "Medication", "MedicationKnowledge", "Organization",
                "OrganizationAffiliation", "Practitioner", "PractitionerRole", "Schedule", "Slot", "Substance",
                "SubstanceSpecification",
            ];
        }

        return type is "Patient"
            ? [.. home.Types.Names.Where(name => name is not "Patient")]
            : home.Types.Names;
    }
}
