using Havel.Consent.Resources;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>A resource that has been parsed, found valid, extracted and owned: the only thing the committer takes, so an
/// unchecked or unindexed write does not compile. Only <see cref="ResourcePreparation"/> makes one.</summary>
public sealed class ReadyResource
{
    internal ReadyResource(string type, string id, MetaTemplate body)
    {
        Type = type;
        Id = id;
        Body = body;
        Key = SearchHash.Key(type, id);
    }

    public string Type { get; }

    /// <summary>The logical id it will be stored under.</summary>
    public string Id { get; }

    internal long Key { get; }

    internal MetaTemplate Body { get; }

    internal required IndexRows Rows { get; init; }

    internal required OwnerSet Owners { get; init; }

    internal required ResourceFacts Facts { get; init; }

    /// <summary>Clinical date in seconds since 1970 UTC, or <see cref="Place.NoDate"/>.</summary>
    internal required long At { get; init; }

    public override string ToString() => $"{Type}/{Id}";
}
