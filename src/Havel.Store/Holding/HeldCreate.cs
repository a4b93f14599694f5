using Havel.Fhir.Parsing;
using Havel.Store.Bodies;
using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Holding;

/// <summary>A new resource that is durable in the journal and not yet in the database. Immutable.</summary>
internal sealed record HeldCreate
{
    /// <summary>Its number in the journal, one more than the one before it.</summary>
    public required long Number { get; init; }

    /// <summary>How many creates of the same batch come after it: the journal has all of them or none.</summary>
    public required int After { get; init; }

    /// <summary>Shared by the creates of a batch.</summary>
    public required HeldSign Sign { get; init; }

    /// <summary>Number of its resource type.</summary>
    public required int Type { get; init; }

    public required string TypeName { get; init; }

    public required string Id { get; init; }

    /// <summary>Hash of type and id.</summary>
    public required long Key { get; init; }

    public required Place Place { get; init; }

    /// <summary>The patients it belongs to; none for the two subjects that are nobody's.</summary>
    public required IReadOnlyList<string> Patients { get; init; }

    /// <summary>Whether the database does not know the subject yet.</summary>
    public required bool IsNewSubject { get; init; }

    /// <summary>When it was written, in milliseconds since 1970 UTC.</summary>
    public required long Updated { get; init; }

    /// <summary>Version of the policies under which its guard was worked out.</summary>
    public required long Policies { get; init; }

    public required IndexRows Rows { get; init; }

    /// <summary>What <see cref="Body"/> is made of; null where it comes from <see cref="Packed"/>.</summary>
    public required MetaTemplate? Content { get; init; }

    /// <summary>The body as it is stored.</summary>
    public required ReadOnlyMemory<byte> Packed { get; init; }

    /// <summary>The bytes as they will be sent, made anew by each call: whoever wants them makes them, so that the
    /// writer does not.</summary>
    public ReadOnlyMemory<byte> Body =>
        Content?.Write(1, Updated) ?? BodyCodec.Unpack(Packed.Span, 1, Updated);

    /// <summary>The answer to the create.</summary>
    public WriteResult Result =>
        new(WriteStatus.Created, TypeName, Id, 1, DateTimeOffset.FromUnixTimeMilliseconds(Updated), Body);
}
