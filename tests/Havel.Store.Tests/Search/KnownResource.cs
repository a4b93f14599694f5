using Havel.Consent.Resources;
using Havel.Fhir.Search;

namespace Havel.Store.Tests.Search;

/// <summary>A resource as the brute-force matcher sees it.</summary>
public sealed record KnownResource(string Type, string Id, string Json)
{
    public required SearchRows Rows { get; init; }

    public required OwnerSet Owners { get; init; }

    public required ResourceFacts Facts { get; init; }

    public string Name => $"{Type}/{Id}";

    public long Key => SearchHash.Key(Type, Id);
}
