using Havel.Server.Responses;
using Havel.Server.Writes;
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
        var intake = WriteIntake.Take(asking, request.Body, request.Source);
        if (intake.Fault is not null)
            return intake.Fault.Answer;

        var table = intake.Reading.Table!;
        WriteCondition? condition = null;
        if (request.Headers.IfNoneExist is { } search)
        {
            var parsed = ConditionText.Parse(home, grant, request.Route.Type, search);
            if (parsed.Query is null)
                return Outcomes.Refuse(parsed.Issues) with { Status = 400 };

            condition = new WriteCondition(grant, parsed.Query);
        }

        var preference = request.Preferences.Return;
        while (true)
        {
            var ready = home.Store.Preparation.Prepare(table, home.Ids.Next());
            var commit = await home.Commit([intake.Secure(home, WriteOperation.Create(grant, ready, condition))], stop);

            // Two random ids meet once in the life of the universe; a hidden resource must not show by it.
            var result = WriteAnswer.Complete(home, grant, commit.Results[0]);
            if (result.Status != WriteStatus.IdTaken)
                return WriteAnswer.Of(result, home.BaseUrl, preference, intake.Reading.Issues);
        }
    }
}
