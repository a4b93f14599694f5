using System.Buffers;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The addresses of entries: there where references need them, absolute, well formed, and those of their
/// resources. Source: https://hl7.org/fhir/R4/bundle.html#bundle-unique.</summary>
internal readonly struct BundleAddresses(ValidationRun run, BundleEntries entries)
{
    private const string UuidScheme = "urn:uuid:";
    private const string OidScheme = "urn:oid:";

    private static readonly SearchValues<char> OidCharacters = SearchValues.Create("0123456789.");

    public void Check()
    {
        foreach (var entry in entries.All)
        {
            if (run.IsStopped)
                return;
            if (entry.FullUrl is { } address)
                CheckAddress(entry, address);
            else if (entry.Resource.Exists)
                CheckMissing(entry);
        }
    }

    /// <summary>In transactions and batches the server gives addresses, and a response repeats none; documents and
    /// messages are read without any server.</summary>
    private void CheckMissing(BundleEntry entry)
    {
        if (entries.Type is "document" or "message")
        {
            run.Error(entry.Node.Index, IssueType.Required, RuleSource.Bundle,
                $"Each resource of a {entries.Type} needs a fullUrl, by which references mean it; this one has none.");
        }
        else if (entries.Type is "searchset" or "history" or "collection" && entry.Resource.Child("id").Exists)
        {
            run.Warn(entry.Node.Index, IssueType.Required, RuleSource.Bundle,
                $"The resource has an id, so the entry should say with fullUrl where it is from.");
        }
    }

    private void CheckAddress(BundleEntry entry, string address)
    {
        var node = entry.Node.Child("fullUrl").Index;
        if (!BundleEntries.IsAbsolute(address))
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"A fullUrl is absolute (http:, urn:uuid:, ...); '{address}' is relative.");
        }
        else if (address.StartsWith(UuidScheme, StringComparison.Ordinal))
        {
            CheckUuid(node, address);
        }
        else if (address.StartsWith(OidScheme, StringComparison.Ordinal))
        {
            if (address.AsSpan(OidScheme.Length).ContainsAnyExcept(OidCharacters))
                run.Error(node, IssueType.Value, RuleSource.Bundle, $"'{address}' is not an OID.");
        }
        else if (entry.Resource.Exists)
        {
            CheckIdentity(entry, node, address);
        }
    }

    /// <summary>Only lower-case letters are written. Source:
    /// https://hl7.org/fhir/R4/datatypes.html#uuid.</summary>
    private void CheckUuid(int node, string address)
    {
        var uuid = address.AsSpan(UuidScheme.Length);
        if (!Guid.TryParseExact(uuid, "D", out _))
            run.Error(node, IssueType.Value, RuleSource.Bundle, $"'{address}' is not a UUID.");
        else if (uuid.ContainsAnyInRange('A', 'F'))
            run.Warn(node, IssueType.Value, RuleSource.Bundle, $"The UUID in '{address}' should be in lower case.");
    }

    /// <summary>An address of a server must be that of the resource that stands behind it. Source:
    /// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl.</summary>
    private void CheckIdentity(BundleEntry entry, int node, string address)
    {
        if (!RestAddress.TryRead(address, entry.Node.Table.Definitions, out var read))
            return;

        var resource = entry.Resource;
        if (!string.Equals(read.Type, resource.Type.Name, StringComparison.Ordinal))
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"The fullUrl names a {read.Type}, and the resource is of type {resource.Type.Name}.");
        }
        else if (resource.TextOf("id") is { } id && !string.Equals(id, read.Id, StringComparison.Ordinal))
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"The fullUrl names the id '{read.Id}', and the resource has the id '{id}'.");
        }
    }
}
