using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>What a grant needs to know of a resource, as canonical bytes: equal facts give equal bytes, and very many
/// resources
/// share one key. The layout is in <c>docs/consent.md</c>.</summary>
public sealed class GuardKey : IEquatable<GuardKey>
{
    private readonly byte[] _bytes;
    private GuardFacts? _facts;

    private GuardKey(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes to be stored; <see cref="Parse"/> reads them back.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The key of a resource.</summary>
    /// <param name="facts">Of the resource.</param>
    /// <param name="owners">One policy for each owner, in the order of their references; null for a patient who has
    /// said nothing.
    /// Empty for the directory and for what is unowned.</param>
    public static GuardKey Of(ResourceFacts facts, IReadOnlyList<PatientPolicy?> owners) =>
        new(GuardBytes.Write(facts, owners));

    /// <summary>Takes a stored key; bytes of another layout are our fault and throw
    /// <see cref="FormatException"/>.</summary>
    public static GuardKey Parse(ReadOnlySpan<byte> bytes) =>
        new(bytes.ToArray()) { _facts = GuardFacts.Read(bytes) };

    /// <summary>How many patients the resource belongs to.</summary>
    public int OwnerCount => Facts.Owners.Count;

    /// <summary>The key, read; once, however many shapes ask.</summary>
    internal GuardFacts Facts => _facts ??= GuardFacts.Read(_bytes);

    public bool Equals(GuardKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as GuardKey);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    public override string ToString() => Convert.ToHexString(_bytes);
}
