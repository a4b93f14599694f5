using Havel.Server.Interactions;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Server.Tokens;
using Microsoft.AspNetCore.Http;

namespace Havel.Server.Http;

/// <summary>The one way in: reads the request, learns who asks, hands both to <see cref="Dispatch"/>, sends the answer.
/// Only health and the capability statement are answered to nobody in particular.</summary>
internal sealed partial class FrontDoor(
    RequestReader reader, TokenReader tokens, CallerLookup callers, Dispatch dispatch, ILogger log)
{
    public async Task Handle(HttpContext context)
    {
        var verb = Verb.Other;
        FhirResponse response;
        try
        {
            var request = reader.ReadHead(context);
            verb = request?.Verb ?? Verb.Other;
            response = request is null ? Outcomes.BadQuery : await Answer(context, request);
        }
        catch (BadHttpRequestException refused)
        {
            response = refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Outcomes.TooLarge
                : Outcomes.Of(
                    refused.StatusCode, Fhir.Issues.IssueType.Invalid, "The request breaks the rules of HTTP.");
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            RequestFailed(log, fault);
            response = Outcomes.InternalError;
        }

        using (response.Owner)
            await ResponseSender.Send(context, response, verb);
    }

    private async ValueTask<FhirResponse> Answer(HttpContext context, FhirRequest request)
    {
        if (request.Route.Interaction is Interaction.Health or Interaction.Capabilities)
            return dispatch.Public(request);

        var reading = await tokens.Read(request.Headers.Authorization);
        if (reading.Caller is null)
            return Outcomes.Unauthorized(reading.Fault!, request.Headers.Authorization is not null);

        if (request.Verb is Verb.Post or Verb.Put or Verb.Patch)
            request = request with { Body = await RequestReader.ReadBody(context) };

        return await dispatch.Run(callers.Complete(reading.Caller), request, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed.")]
    private static partial void RequestFailed(ILogger log, Exception fault);
}
