using Havel.Server.Intake;
using Havel.Server.Routing;

namespace Havel.Server.Importing;

/// <summary>The ids of a Bundle's resources, and what its references come to. An id that is given is kept; without one
/// the uuid of
/// the full URL serves, so that the same Bundle gives the same ids again.</summary>
internal sealed class BundleIds
{
    private const string Uuid = "urn:uuid:";

    private readonly Dictionary<string, string> _byFullUrl = new(StringComparer.Ordinal);
    private readonly string?[] _ids;

    public BundleIds(IReadOnlyList<BundleEntry> entries)
    {
        _ids = new string?[entries.Count];
        var taken = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var id = entry.Id is { } given && Routes.IsId(given) && IsFree(taken, entry, given)
                ? given
                : FromUuid(entry.FullUrl);
            _ids[entry.Position] = id;
            if (id is not null && entry is { FullUrl: { } url, Type: { } type })
                _byFullUrl.TryAdd(url, $"{type}/{id}");
        }
    }

    /// <summary>The entry's id; null where only its content can give one.</summary>
    public string? Of(BundleEntry entry) => _ids[entry.Position];

    /// <summary>The local reference that a full URL of this Bundle stands for, or null.</summary>
    public string? Resolve(string text, bool isReference) => _byFullUrl.GetValueOrDefault(text);

    // Two full URLs under one id are two resources that cannot both have it.
    private static bool IsFree(Dictionary<string, string?> taken, BundleEntry entry, string id) =>
        taken.TryAdd($"{entry.Type}/{id}", entry.FullUrl)
        || string.Equals(taken[$"{entry.Type}/{id}"], entry.FullUrl, StringComparison.Ordinal);

    private static string? FromUuid(string? fullUrl) =>
        fullUrl is not null && fullUrl.StartsWith(Uuid, StringComparison.OrdinalIgnoreCase)
            && Routes.IsId(fullUrl.AsSpan(Uuid.Length))
            ? fullUrl[Uuid.Length..].ToLowerInvariant()
            : null;
}
