using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>A guard key, read.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Confidentiality">How confidential it is labelled.</param>
/// <param name="Custody">Whether rule 8 governs.</param>
/// <param name="Custodians">The organisations that hold the form.</param>
/// <param name="Owners">For each owner the outcomes of slots; a slot that is not there is false.</param>
internal sealed record GuardFacts(
    string Type,
    Confidentiality Confidentiality,
    Custody Custody,
    IReadOnlyList<string> Custodians,
    IReadOnlyList<FrozenDictionary<ulong, Truth>> Owners)
{
    public static GuardFacts Read(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        if (rest.IsEmpty || TakeByte(ref rest) != GuardBytes.Layout)
            throw new FormatException("A guard key of another layout.");

        var type = TakeText(ref rest);
        var label = TakeByte(ref rest);
        var custody = (Custody)TakeByte(ref rest);
        var confidentiality = new Confidentiality(
            (byte)(label & ~GuardBytes.HasUnknownLabel), (label & GuardBytes.HasUnknownLabel) != 0);
        var owners = custody == Custody.None ? TakeOwners(ref rest) : [];
        var custodians = custody == Custody.Consent ? TakeCustodians(ref rest) : [];
        if (!rest.IsEmpty)
            throw new FormatException("A guard key with bytes behind its end.");

        return new GuardFacts(type, confidentiality, custody, custodians, owners);
    }

    private static FrozenDictionary<ulong, Truth>[] TakeOwners(ref ReadOnlySpan<byte> rest)
    {
        var owners = new FrozenDictionary<ulong, Truth>[TakeCount(ref rest)];
        for (var index = 0; index < owners.Length; index++)
        {
            var slots = new Dictionary<ulong, Truth>();
            for (var left = TakeCount(ref rest); left > 0; left--)
            {
                var number = BinaryPrimitives.ReadUInt64LittleEndian(Take(ref rest, sizeof(ulong)));
                slots.Add(number, (Truth)TakeByte(ref rest));
            }

            owners[index] = slots.Count == 0 ? FrozenDictionary<ulong, Truth>.Empty : slots.ToFrozenDictionary();
        }

        return owners;
    }

    private static string[] TakeCustodians(ref ReadOnlySpan<byte> rest)
    {
        var custodians = new string[TakeCount(ref rest)];
        for (var index = 0; index < custodians.Length; index++)
            custodians[index] = TakeText(ref rest);

        return custodians;
    }

    private static string TakeText(ref ReadOnlySpan<byte> rest)
    {
        var length = TakeCount(ref rest);
        return Encoding.UTF8.GetString(Take(ref rest, length));
    }

    /// <summary>A count never exceeds the bytes that are left, so broken bytes cannot ask for memory.</summary>
    private static int TakeCount(ref ReadOnlySpan<byte> rest)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, sizeof(int)));
        return count >= 0 && count <= rest.Length
            ? count
            : throw new FormatException("A guard key with an impossible count.");
    }

    private static byte TakeByte(ref ReadOnlySpan<byte> rest) => Take(ref rest, 1)[0];

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        if (length > rest.Length)
            throw new FormatException("A guard key that ends too early.");

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
