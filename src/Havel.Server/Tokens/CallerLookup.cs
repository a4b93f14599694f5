using System.Runtime.CompilerServices;
using Havel.Consent.Callers;
using Havel.Fhir.Parsing;
using Havel.Store.Reading;

namespace Havel.Server.Tokens;

/// <summary>Adds to a caller what rules need of other resources: the organisations above theirs. Looked up with a grant
/// of the
/// server's own, because what a house is part of is the directory's fact and not the caller's to see or not to
/// see.</summary>
internal sealed class CallerLookup(Deployment home)
{
    private readonly ConditionalWeakTable<Caller, Completed> _known = [];

    /// <summary>The caller with their facts. The same verified token gives the same object until an Organization
    /// changes.</summary>
    public Caller Complete(Caller caller)
    {
        if (caller.Organizations.Count == 0)
            return caller;

        // Read before the look-up: what changes meanwhile makes the result old at once.
        var version = home.OrganizationsVersion;
        if (_known.TryGetValue(caller, out var known) && known.Version == version)
            return known.Caller;

        var completed = caller with { OrganizationAncestors = Above(caller.Organizations) };
        _known.AddOrUpdate(caller, new Completed(completed, version));
        return completed;
    }

    private List<string> Above(IReadOnlyList<string> organizations)
    {
        var above = new List<string>();
        foreach (var organization in organizations)
        {
            var at = organization;
            for (var depth = 0; depth < Limits.MaxOrganizationDepth && Parent(at) is { } parent; depth++)
            {
                if (above.Contains(parent) || organizations.Contains(parent))
                    break;

                above.Add(parent);
                at = parent;
            }
        }

        return above;
    }

    private string? Parent(string organization)
    {
        const string Prefix = "Organization/";
        if (!organization.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var grant = home.Background("caller", "Which organisations stand above the caller's");
        var found = home.Store.Read(grant, "Organization", organization[Prefix.Length..]);
        if (found.Status != ReadStatus.Found)
            return null;

        var parsed = ResourceParser.OfThread.ParseBorrowed(found.Resource.Body);
        return parsed.IsValid ? parsed.Table.Root.Child("partOf").TextOf("reference") : null;
    }

    private sealed record Completed(Caller Caller, long Version);
}
