using Havel.Consent.Resources;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Store.Bodies;
using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>A resource that has been parsed, found valid, extracted and owned: the only thing the committer takes, so
/// an
/// unchecked or unindexed write does not compile. Only <see cref="ResourcePreparation"/> makes one.</summary>
public sealed class ReadyResource
{
    private readonly MetaTemplate? _body;

    internal ReadyResource(
        ResourceFacts facts,
        MetaTemplate? body,
        byte[] packed,
        IndexRows rows,
        ActiveIndex index,
        OwnerSet owners,
        long at)
    {
        Facts = facts;
        _body = body;
        Packed = packed;
        Rows = rows;
        Index = index;
        Owners = owners;
        At = at;
        Key = SearchHash.Key(Type, Id);
    }

    public string Type => Facts.Type;

    /// <summary>The logical id it will be stored under.</summary>
    public string Id => Facts.Id;

    internal long Key { get; }

    /// <summary>The body as it is sent but for what the commit decides; null where nobody will want it.</summary>
    internal MetaTemplate? Content => _body;

    /// <summary>The body as it is stored.</summary>
    internal ReadOnlyMemory<byte> Packed { get; }

    internal IndexRows Rows { get; }

    /// <summary>What <see cref="Rows"/> were made by. Search parameters may have come or gone since.</summary>
    internal ActiveIndex Index { get; }

    internal OwnerSet Owners { get; }

    internal ResourceFacts Facts { get; }

    /// <summary>Clinical date in seconds since 1970 UTC, or <see cref="Place.NoDate"/>.</summary>
    internal long At { get; }

    /// <summary>The body as it is sent.</summary>
    /// <param name="version">The version it becomes.</param>
    /// <param name="updated">The commit's time in milliseconds since 1970 UTC.</param>
    internal byte[] Write(int version, long updated) =>
        _body?.Write(version, updated) ?? BodyCodec.Unpack(Packed.Span, version, updated);

    public override string ToString() => $"{Type}/{Id}";
}
