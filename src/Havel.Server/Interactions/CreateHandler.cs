using Havel.Server.Responses;
using Havel.Server.Validation;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>POST [type], with <c>If-None-Exist</c>. The id is the server's, whatever the body says.
/// Source: https://hl7.org/fhir/R4/http.html#create.</summary>
internal static class CreateHandler
{
    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (WriteBody.Check(asking.Request) is { } unreadable)
            return unreadable;

        var (home, grant, request, stop) = asking;
        var reading = home.Inflow.Read(request.Body, request.Route.Type, source: request.Source);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues);

        reading = WriteValidation.Judge(home, reading, grant.Caller, request.Source);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues) with { Status = 422 };

        if (WriteRules.Check(home, reading.Table) is { Count: > 0 } faults)
            return Outcomes.Refuse(faults) with { Status = 422 };

        WriteCondition? condition = null;
        if (request.Headers.IfNoneExist is { } search)
        {
            var parsed = ConditionText.Parse(home, grant, request.Route.Type, search);
            if (parsed.Query is null)
                return Outcomes.Refuse(parsed.Issues);

            condition = new WriteCondition(grant, parsed.Query);
        }

        var preference = request.Preferences.Return;
        while (true)
        {
            var ready = home.Store.Preparation.Prepare(reading.Table, home.Ids.Next());
            var commit = await home.Commit([WriteOperation.Create(grant, ready, condition)], stop);

            // Two random ids meet once in the life of the universe; a hidden resource must not show by it.
            var result = WriteAnswer.Complete(home, grant, commit.Results[0]);
            if (result.Status != WriteStatus.IdTaken)
                return WriteAnswer.Of(result, home.BaseUrl, preference, reading.Issues);
        }
    }
}
