using Havel.Consent.Grants;
using Havel.Server.Requests;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>What a handler is given: the deployment, the right to ask it, and the request.</summary>
/// <param name="Home">Store and everything beside it.</param>
/// <param name="Grant">Who asks, and under which right.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Stop">Set when nobody waits for the answer any more.</param>
internal readonly record struct Asking(Deployment Home, Grant Grant, FhirRequest Request, CancellationToken Stop)
{
    /// <summary>The moment that is read: that of the transaction whose entry this is; null for now.</summary>
    public Snapshot? Snapshot { get; init; }
}
