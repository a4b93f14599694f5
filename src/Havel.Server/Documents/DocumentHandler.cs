using Havel.Fhir.Issues;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Store.Reading;
using Access = Havel.Consent.Callers.Interaction;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Documents;

/// <summary><c>Composition/[id]/$document</c>: the composition with all it refers to, step by step, as far as the
/// caller may see it, as one Bundle; with <c>persist</c> it is stored, under the caller's right to create.
/// Source: https://hl7.org/fhir/R4/composition-operation-document.html,
/// https://hl7.org/fhir/R4/documents.html.</summary>
internal static class DocumentHandler
{
    private const string ResourceType = "Composition";

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var id = asking.Request.Route.Id;
        if (id.Length == 0 && !TryId(asking.Home, parameters.Text("id"), out id))
            return Refuse("$document needs a Composition of this server: in the address, or in the parameter id.");

        var persists = parameters.Text("persist") is "true";
        if (persists && asking.Request.Verb != Verb.Post)
            return Outcomes.WrongMethod with { Allow = "POST" };

        var read = asking.Home.Store.Read(asking.Grant, ResourceType, id);
        if (read.Status != ReadStatus.Found)
            return read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;

        var contents = new DocumentContents(asking.Home, asking.Grant);
        if (!contents.Gather(read.Resource))
        {
            return Outcomes.Refuse(Issue.Error(
                IssueType.TooCostly, $"The document would have more than {Limits.MaxDocumentEntries} entries."))
                with { Status = 422 };
        }

        var bundle = contents.Write(asking.Home.Ids.Next(), asking.Home.Clock.GetUtcNow());
        return persists ? await Persist(asking, bundle) : new FhirResponse(200) { Body = bundle };
    }

    private static async ValueTask<FhirResponse> Persist(Asking asking, byte[] bundle)
    {
        var admission = asking.Home.Gate.Admit(asking.Grant.Caller, Access.Create, "Bundle");
        if (!admission.TryGetGrant(out var grant, out var refused))
            return Outcomes.Refuse(refused.Issue);

        var request = new FhirRequest
        {
            Verb = Verb.Post,
            Route = new Route(Interaction.Create, "Bundle"),
            Headers = new RequestHeaders { ContentType = MediaTypes.FhirJson, Prefer = "return=representation" },
            Body = bundle,
        };
        return await CreateHandler.Answer(asking with { Grant = grant, Request = request });
    }

    /// <summary>The parameter is an id, or the composition's address.</summary>
    private static bool TryId(Deployment home, string? text, out string id)
    {
        id = text ?? "";
        foreach (var prefix in (string[])[home.BaseUrl + "/" + ResourceType + "/", ResourceType + "/"])
        {
            if (id.StartsWith(prefix, StringComparison.Ordinal))
                id = id[prefix.Length..];
        }

        return Routes.IsId(id);
    }

    private static FhirResponse Refuse(string message) =>
        Outcomes.Refuse(Issue.Error(IssueType.Required, message)) with { Status = 400 };
}
