using System.Buffers.Binary;
using Havel.Store.Reading;

namespace Havel.Store.Everything;

/// <summary>How far a walk through everything has come: the part, within it the list of types, and the last
/// resource.</summary>
/// <param name="IsAround">Whether the records are done and the directory has begun.</param>
/// <param name="Round">Which of the lists of types, where each is walked by itself.</param>
/// <param name="Subject">Of the last record.</param>
/// <param name="At">Of the last record.</param>
/// <param name="Rid">The last resource; 0 before the first.</param>
internal readonly record struct EverythingPlace(bool IsAround, int Round, long Subject, long At, long Rid)
{
    private const byte Layout = 3;

    private const int Bytes = 2 + sizeof(int) + (3 * sizeof(long));

    public PageCursor ToCursor()
    {
        var bytes = new byte[Bytes];
        bytes[0] = Layout;
        bytes[1] = IsAround ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), Round);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(6), Subject);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(14), At);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(22), Rid);
        return new PageCursor(bytes);
    }

    /// <summary>The place in a cursor; the beginning for none, null for one of another kind.</summary>
    public static EverythingPlace? Of(PageCursor? cursor)
    {
        if (cursor is null)
            return default(EverythingPlace);

        var bytes = cursor.Bytes.Span;
        if (bytes.Length != Bytes || bytes[0] != Layout)
            return null;

        return new EverythingPlace(
            bytes[1] != 0,
            BinaryPrimitives.ReadInt32LittleEndian(bytes[2..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[6..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[22..]));
    }
}
