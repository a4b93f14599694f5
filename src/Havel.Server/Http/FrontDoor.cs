using Havel.Server.Intake;
using Havel.Server.Interactions;
using Havel.Server.Jobs;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Server.Tokens;
using Havel.Store;
using Havel.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Havel.Server.Http;

/// <summary>The one way in: reads the request, learns who asks, hands both to <see cref="Dispatch"/>, sends the answer.
/// Only health and the capability statement are answered to nobody in particular.</summary>
internal sealed partial class FrontDoor(
    RequestReader reader,
    TokenReader tokens,
    CallerLookup callers,
    Dispatch dispatch,
    JobDesk jobs,
    FhirStore store,
    ILogger log)
{
    public async Task Handle(HttpContext context)
    {
        var verb = Verb.Other;
        var format = MediaTypes.Wanted(context.Request.Headers.Accept, null);
        var isPretty = false;
        FhirResponse response;
        try
        {
            var request = reader.ReadHead(context);
            verb = request?.Verb ?? Verb.Other;
            format = request is null ? format : request.Format;
            response = request is null ? Outcomes.BadQuery : await Answer(context, request);
            isPretty = request?.QueryValue("_pretty") is "true";
            response = In(format, response);
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
        catch (DatabaseException trouble) when (trouble.IsLost || trouble.IsFull || trouble.IsRefused)
        {
            DatabaseFailed(log, trouble);
            response = trouble.IsFull ? Outcomes.Full : Outcomes.Unavailable;
        }
        catch (DatabaseException trouble) when (trouble.IsInterrupted)
        {
            response = Outcomes.TookTooLong;
        }
        catch (Exception fault)
        {
            RequestFailed(log, fault);
            response = Outcomes.InternalError;
        }

        // An answer that has its form already passes untouched; what a fault made of it has not.
        response = In(format, response);
        if (isPretty)
            response = PrettyAnswer.Of(response);

        using (response.Owner)
            await ResponseSender.Send(context, response, verb);
    }

    private static FhirResponse In(WireFormat? format, FhirResponse response) =>
        format == WireFormat.Xml ? XmlAnswer.Of(response) : response;

    private async ValueTask<FhirResponse> Answer(HttpContext context, FhirRequest request)
    {
        var isBodyWanted = request.Verb is Verb.Post or Verb.Put or Verb.Patch;
        if (!isBodyWanted && !ReceivingThread.Keeps(request, store))
            await ReceivingThread.Leave();

        if (request.Route.Interaction is Interaction.Health or Interaction.Capabilities)
            return dispatch.Public(request);

        var reading = await tokens.Read(request.Headers.Authorization);
        if (reading.Caller is null)
            return Outcomes.Unauthorized(reading.Fault!, request.Headers.Authorization is not null);

        if (isBodyWanted)
        {
            request = request with { Body = await RequestReader.ReadBody(context) };
            if (!ReceivingThread.Takes(request, store))
                await ReceivingThread.Leave();

            if (BodyIntake.Read(ref request) is { } unreadable)
                return unreadable;
        }

        var caller = callers.Complete(reading.Caller);
        if (request.Route.Interaction == Interaction.Job)
            return await jobs.Answer(caller, request, context.RequestAborted);

        return request.Preferences.IsAsync && JobDesk.Takes(request)
            ? await jobs.Accept(caller, request)
            : await dispatch.Run(caller, request, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed.")]
    private static partial void RequestFailed(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not do its part.")]
    private static partial void DatabaseFailed(ILogger log, Exception trouble);
}
