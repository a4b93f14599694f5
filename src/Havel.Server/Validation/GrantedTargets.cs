using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Routing;
using Havel.Store.Reading;

namespace Havel.Server.Validation;

/// <summary>The stored resources that references of a validated resource lead to, read under the right of whoever asks
/// for the validation: what they may not see is not looked at, as if it were not there.</summary>
internal sealed class GrantedTargets(Deployment home, Caller caller)
{
    private readonly Dictionary<string, Node> _known = new(StringComparer.Ordinal);
    private readonly Lazy<Grant?> _grant = new(() => home.Gate.Admit(caller, Consent.Callers.Interaction.Read).Grant);

    /// <summary>The resource that a reference names, or no node.</summary>
    public Node Find(string reference)
    {
        if (_known.TryGetValue(reference, out var known))
            return known;

        return _known.Count >= Limits.MaxValidationReads ? default : _known[reference] = Read(reference);
    }

    private Node Read(string reference)
    {
        var local = reference.StartsWith(home.BaseUrl + "/", StringComparison.Ordinal)
            ? reference[(home.BaseUrl.Length + 1)..]
            : reference;
        if (local.Split('/') is not [var type, var id] || home.Types.Find(type) is null || !Routes.IsId(id)
            || _grant.Value is not { } grant)
        {
            return default;
        }

        var read = home.Store.Read(grant, type, id);
        return read.Status == ReadStatus.Found
            ? new ResourceParser(FhirDefinitions.R4).Parse(read.Resource.Body).Table?.Root ?? default
            : default;
    }
}
