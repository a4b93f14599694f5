using Havel.Consent.Grants;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Store.Reading;

namespace Havel.Server.Documents;

/// <summary>The resources of a document: the composition first, then what it refers to, then what that refers to.
/// What is hidden is left out like what is missing.</summary>
internal sealed class DocumentContents(Deployment home, Grant grant)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<ResourceVersion> _entries = [];

    /// <summary>Gathers all of them.</summary>
    /// <returns>False where they are more than <see cref="Limits.MaxDocumentEntries"/>.</returns>
    public bool Gather(in ResourceVersion composition)
    {
        _known.Add($"{composition.Type}/{composition.Id}");
        _entries.Add(composition);
        for (var at = 0; at < _entries.Count; at++)
        {
            if (ResourceParser.OfThread.Parse(_entries[at].Body).Table is { } table)
                Visit(table.Root);

            if (_entries.Count > Limits.MaxDocumentEntries)
                return false;
        }

        return true;
    }

    /// <summary>The Bundle. Its identifier stands for this very document, for ever; so it is new each time.
    /// Source: https://hl7.org/fhir/R4/bundle.html#invs (bdl-9, bdl-10, bdl-11).</summary>
    public byte[] Write(string identifier, DateTimeOffset timestamp)
    {
        using var bytes = new PooledBytes();
        bytes.Append("{\"resourceType\":\"Bundle\",\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":"u8);
        bytes.Append($"\"urn:uuid:{identifier}\"}},\"type\":\"document\",\"timestamp\":\"");
        bytes.Append(FhirTime.Instant(timestamp));
        bytes.Append("\",\"entry\":["u8);
        for (var i = 0; i < _entries.Count; i++)
        {
            bytes.Append(i == 0 ? "{\"fullUrl\":\""u8 : ",{\"fullUrl\":\""u8);
            bytes.Append($"{home.BaseUrl}/{_entries[i].Type}/{_entries[i].Id}");
            bytes.Append("\",\"resource\":"u8);
            bytes.Append(_entries[i].Body.Span);
            bytes.Append("}"u8);
        }

        bytes.Append("]}"u8);
        return bytes.Written.ToArray();
    }

    private void Visit(Node node)
    {
        foreach (var child in node.Children)
        {
            if (!child.Type.IsPrimitive)
                Visit(child);
            else if (child.HasValue && child.Name is "reference" && node.Type.Name is "Reference")
                Add(child.Text());
        }
    }

    private void Add(string reference)
    {
        var local = reference.StartsWith(home.BaseUrl + "/", StringComparison.Ordinal)
            ? reference[(home.BaseUrl.Length + 1)..]
            : reference;
        var parts = local.Split('/');
        if (parts.Length is not (2 or 4) || home.Types.Find(parts[0]) is not { } type || !Routes.IsId(parts[1])
            || _entries.Count > Limits.MaxDocumentEntries || !_known.Add($"{type}/{parts[1]}"))
        {
            return;
        }

        var read = parts is [_, _, "_history", var version] && long.TryParse(version, out var number)
            ? home.Store.ReadVersion(grant, type, parts[1], number)
            : home.Store.Read(grant, type, parts[1]);
        if (read.Status == ReadStatus.Found)
            _entries.Add(read.Resource);
    }
}
