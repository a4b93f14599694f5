using Havel.Consent.Callers;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Store.Reading;
using Access = Havel.Consent.Callers.Interaction;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>The one switch from interaction to handler. Whatever has no line here is refused, and no line reaches a
/// handler
/// without a grant.</summary>
internal sealed class Dispatch(Deployment home, Routes routes)
{
    private readonly CapabilityText _capabilities = new(home);

    private delegate ValueTask<FhirResponse> Handler(Asking asking);

    /// <summary>What is answered to anybody: that the server is there, and what it can do.</summary>
    public FhirResponse Public(FhirRequest request) => request.Route.Interaction switch
    {
        Interaction.Health => HealthHandler.Answer(home),
        Interaction.Capabilities => request.Format is not null ? _capabilities.Answer(request) : Outcomes.NotAcceptable,
        _ => Outcomes.UnknownPath,
    };

    /// <summary>Answers a caller's request.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="stop">Set when nobody waits for the answer any more.</param>
    /// <param name="snapshot">The moment that reads see; null for now.</param>
    public ValueTask<FhirResponse> Run(
        Caller caller, FhirRequest request, CancellationToken stop, Snapshot? snapshot = null)
    {
        if (RawBinary.IsAsked(request))
            return Granted(caller, Access.Read, request, RawBinary.Answer, stop, snapshot);

        if (request.Format is null)
            return new ValueTask<FhirResponse>(Outcomes.NotAcceptable);

        return request.Route.Interaction switch
        {
            Interaction.Read => Granted(caller, Access.Read, request, ReadHandler.Answer, stop, snapshot),
            Interaction.VersionRead => Granted(caller, Access.Read, request, VersionReadHandler.Answer, stop, snapshot),
            Interaction.SearchType or Interaction.SearchSystem or Interaction.SearchCompartment =>
                Granted(caller, Access.Read, request, SearchHandler.Answer, stop, snapshot),
            Interaction.HistoryInstance or Interaction.HistoryType or Interaction.HistorySystem =>
                Granted(caller, Access.Read, request, HistoryHandler.Answer, stop, snapshot),
            Interaction.Create => Granted(caller, Access.Create, request, CreateHandler.Answer, stop),
            Interaction.Update => Granted(caller, Access.Update, request, UpdateHandler.Answer, stop),
            Interaction.Delete => Granted(caller, Access.Delete, request, DeleteHandler.Answer, stop),
            Interaction.Operation => Granted(
                caller, request.Route.Operation!.Access, request, new Handler(request.Route.Operation.Answer), stop),
            Interaction.Bundle => BundleHandler.Answer(home, this, routes, caller, request, stop),
            Interaction.Capabilities => new ValueTask<FhirResponse>(_capabilities.Answer(request)),
            Interaction.WrongMethod when request.Verb == Verb.Options =>
                new ValueTask<FhirResponse>(new FhirResponse(204) { Allow = request.Route.Allow }),
            Interaction.WrongMethod =>
                new ValueTask<FhirResponse>(Outcomes.WrongMethod with { Allow = request.Route.Allow }),
            Interaction.ConditionalUpdate =>
                Granted(caller, Access.Update, request, ConditionalUpdateHandler.Answer, stop),
            Interaction.ConditionalDelete =>
                Granted(caller, Access.Delete, request, ConditionalDeleteHandler.Answer, stop),
            Interaction.Patch or Interaction.ConditionalPatch =>
                Granted(caller, Access.Update, request, PatchHandler.Answer, stop),
            _ => new ValueTask<FhirResponse>(Outcomes.UnknownPath),
        };
    }

    private ValueTask<FhirResponse> Granted(
        Caller caller, Access access, FhirRequest request, Handler handler, CancellationToken stop,
        Snapshot? snapshot = null)
    {
        var type = request.Route.Type.Length == 0 ? null : request.Route.Type;
        return home.Gate.Admit(caller, access, type).TryGetGrant(out var grant, out var refusal)
            ? handler(new Asking(home, grant, request, stop) { Snapshot = snapshot })
            : new ValueTask<FhirResponse>(Outcomes.Refuse(refusal.Issue));
    }
}
