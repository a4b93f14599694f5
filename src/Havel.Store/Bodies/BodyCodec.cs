using System.Runtime.CompilerServices;
using Havel.Fhir.Parsing;

namespace Havel.Store.Bodies;

/// <summary>Bodies as they lie on disk: packed by a dictionary of what FHIR resources have in common, each for itself,
/// so that a read unpacks one. What comes out is what was put in, byte for byte. The members of <c>meta</c> that the
/// commit decides are not within: they come from the row's own columns, so a body is packed before its commit.
/// See docs/store.md.</summary>
internal static class BodyCodec
{
    private const byte Brace = (byte)'{';
    private const int HeadLength = 2;

    [ThreadStatic]
    private static BodyPacker? s_packer;

    [ThreadStatic]
    private static byte[]? s_text;

    /// <summary>Packs the content of a version.</summary>
    /// <param name="type">Its resource type, which chooses the dictionary.</param>
    /// <param name="body">The content.</param>
    public static byte[] Pack(string type, MetaTemplate body)
    {
        var length = body.MarkedLength;
        if (s_text is null || s_text.Length < length)
            s_text = new byte[Math.Max(length, 1 << 14)];

        var text = s_text.AsSpan(0, length);
        body.WriteMarked(text);
        return Pack(BodyDictionaries.Current.Of(type), text);
    }

    /// <summary>Packs a marked text.</summary>
    public static byte[] Pack(BodyDictionary dictionary, ReadOnlySpan<byte> text)
    {
        var packer = s_packer ??= new BodyPacker();
        var instructions = packer.Pack(dictionary, text);
        Span<byte> head = stackalloc byte[HeadLength + PackedBuffer.LongestNumber];
        head[0] = BodyOp.Generation;
        head[1] = dictionary.Number;
        head = head[..(HeadLength + PackedBuffer.Write(head[HeadLength..], text.Length - 1))];
        var packed = GC.AllocateUninitializedArray<byte>(head.Length + instructions.Length);
        head.CopyTo(packed);
        instructions.CopyTo(packed.AsSpan(head.Length));
        return packed;
    }

    /// <summary>The body of a row as it is sent; empty for a deletion.</summary>
    /// <param name="stored">The column <c>body</c>.</param>
    /// <param name="version">The column <c>version</c>.</param>
    /// <param name="updated">The column <c>updated</c>.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a newer Havel.</exception>
    [SkipLocalsInit]
    public static byte[] Unpack(ReadOnlySpan<byte> stored, long version, long updated)
    {
        if (stored.IsEmpty || stored[0] == Brace)
            return stored.ToArray();

        if (stored[0] != BodyOp.Generation || stored.Length <= HeadLength)
            throw new InvalidDataException($"A stored body is of a kind this Havel does not know: {stored[0]}.");

        Span<byte> buffer = stackalloc byte[MetaTemplate.MaxMembersLength];
        var members = buffer[..MetaTemplate.WriteMembers(version, updated, buffer)];
        var place = HeadLength;
        var length = BodyUnpacker.ReadNumber(stored, ref place);
        var text = GC.AllocateUninitializedArray<byte>(length + members.Length);
        BodyUnpacker.Unpack(BodyDictionaries.Current.At(stored[1]).Text, members, stored[place..], text);
        return text;
    }
}
