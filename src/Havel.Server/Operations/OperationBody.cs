using System.Diagnostics.CodeAnalysis;
using Havel.Fhir.Operations;
using Havel.Server.Intake;
using Havel.Server.Interactions;
using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Operations;

/// <summary>What an operation was asked with, from the URL and, for POST, the body; the URL's pairs come
/// first.</summary>
internal static class OperationBody
{
    /// <summary>Reads the parameters.</summary>
    /// <returns>False with the refusal where the body cannot be read.</returns>
    public static bool TryRead(
        FhirRequest request,
        [NotNullWhen(true)] out OperationParameters? parameters,
        [NotNullWhen(false)] out FhirResponse? refusal)
    {
        refusal = null;
        var query = OperationParameters.OfQuery(
            request.Query.Where(pair => pair.Key is not ("_format" or "_pretty")));
        parameters = query;
        if (request.Verb != Verb.Post || request.Body.IsEmpty)
            return true;

        if (WriteBody.Check(request) is { } unreadable)
        {
            parameters = null;
            refusal = unreadable;
            return false;
        }

        if (!OperationParameters.TryRead(request.Body, out parameters, out var issue))
        {
            refusal = Outcomes.Refuse(BodyIntake.Locate(request, issue)) with { Status = 400 };
            return false;
        }

        parameters = parameters.After(query);
        return true;
    }
}
