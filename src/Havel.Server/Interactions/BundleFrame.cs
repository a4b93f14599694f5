using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>What searchsets and histories have in common: the head with total and links, and full URLs.
/// Source: https://hl7.org/fhir/R4/bundle.html.</summary>
internal static class BundleFrame
{
    /// <summary>Writes everything before the entries. There is no timestamp: the answer says nothing but what it
    /// holds.</summary>
    public static void Begin(
        PooledBytes bytes, string type, long? total, string self, string? next, string? first = null,
        string? previous = null)
    {
        bytes.Append("{\"resourceType\":\"Bundle\",\"type\":\""u8);
        bytes.Append(type);
        bytes.Append("\""u8);
        if (total is { } count)
        {
            bytes.Append(",\"total\":"u8);
            bytes.Append(count);
        }

        bytes.Append(",\"link\":[{\"relation\":\"self\",\"url\":\""u8);
        bytes.Append(self);
        if (first is not null)
        {
            bytes.Append("\"},{\"relation\":\"first\",\"url\":\""u8);
            bytes.Append(first);
        }

        if (previous is not null)
        {
            bytes.Append("\"},{\"relation\":\"previous\",\"url\":\""u8);
            bytes.Append(previous);
        }

        if (next is not null)
        {
            bytes.Append("\"},{\"relation\":\"next\",\"url\":\""u8);
            bytes.Append(next);
        }

        bytes.Append("\"}]"u8);
    }

    /// <summary>The resource's address without version.</summary>
    public static void AppendFullUrl(PooledBytes bytes, string baseUrl, in ResourceVersion resource)
    {
        bytes.Append(baseUrl);
        bytes.Append("/"u8);
        bytes.Append(resource.Type);
        bytes.Append("/"u8);
        bytes.Append(resource.Id);
    }
}
