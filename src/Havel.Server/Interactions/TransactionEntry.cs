using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>An entry of a transaction that writes, on its way to the store.</summary>
internal sealed class TransactionEntry(EntryRequest source, Grant grant)
{
    public EntryRequest Source => source;

    public FhirRequest Request => source.Request!;

    public Grant Grant => grant;

    public string Type => Request.Route.Type;

    /// <summary>The id it will have: the URL's, a new one, or that of the resource a condition found.</summary>
    public string Id { get; set; } = source.Request!.Route.Id;

    /// <summary>What validation had to say of it without refusing it.</summary>
    public IReadOnlyList<Issue> Findings { get; set; } = [];

    /// <summary>What <c>If-None-Exist</c> asks; null for none.</summary>
    public WriteCondition? Condition { get; set; }
}
