using System.Buffers.Binary;

namespace Havel.Consent.Policies;

/// <summary>What the owners of a subject say, apart from who they are: equal for very many subjects, and a grant that
/// is none of the owners reduces equal ones alike.</summary>
public sealed class PolicyContent : IEquatable<PolicyContent>
{
    private const int BytesPerOwner = 2 * sizeof(ulong);

    private PolicyContent(byte[] bytes) => Bytes = bytes;

    /// <summary>16 bytes for each owner: half a hash of what that one says.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Takes stored <see cref="Bytes"/>.</summary>
    public static PolicyContent Parse(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    public bool Equals(PolicyContent? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => Equals(obj as PolicyContent);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    internal static PolicyContent Of(IReadOnlyList<PatientPolicy> owners)
    {
        var bytes = new byte[owners.Count * BytesPerOwner];
        for (var index = 0; index < owners.Count; index++)
        {
            var place = bytes.AsSpan(index * BytesPerOwner);
            BinaryPrimitives.WriteUInt64LittleEndian(place, owners[index].Template.High);
            BinaryPrimitives.WriteUInt64LittleEndian(place[sizeof(ulong)..], owners[index].Template.Low);
        }

        return new PolicyContent(bytes);
    }
}
