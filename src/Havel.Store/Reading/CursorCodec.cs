using System.Buffers.Binary;
using Havel.Store.Planning;
using Havel.Store.Databases;

namespace Havel.Store.Reading;

/// <summary>Page positions as bytes: the layout's number, for each sort key a mark (0 for no value, else 1 + length)
/// and the key in full width, then subject, date and rid.</summary>
internal static class CursorCodec
{
    private const byte Layout = 1;

    private const byte HistoryLayout = 2;

    /// <summary>As <see cref="Layout"/>, of a page that ends before the row.</summary>
    private const byte BackLayout = 3;

    /// <summary>Places of contained resources: the container's, then the number within it.</summary>
    private const byte ContainedLayout = 4;

    private const byte ContainedBackLayout = 5;

    /// <summary>Subject, clinical date and rid; of a history time, rid and version.</summary>
    private const int PlaceBytes = 3 * sizeof(long);

    /// <summary>Bytes of a cursor besides its sort keys.</summary>
    public const int HeadBytes = 1 + PlaceBytes;

    /// <summary>The position of the row a statement stands on: columns subject, at, rid, then the sort keys.</summary>
    /// <param name="row">The statement.</param>
    /// <param name="sort">The sort keys.</param>
    /// <param name="isBack">Whether the page that is meant ends before the row; else it begins behind it.</param>
    public static PageCursor Write(Statement row, IReadOnlyList<SortTerm> sort, bool isBack)
    {
        var bytes = new byte[HeadBytes + sort.Sum(term => 1 + term.KeyBytes)];
        bytes[0] = isBack ? BackLayout : Layout;
        var rest = bytes.AsSpan(1);
        for (var index = 0; index < sort.Count; index++)
        {
            Key(row, 3 + index, sort[index], rest);
            rest = rest[(1 + sort[index].KeyBytes)..];
        }

        for (var column = 0; column < 3; column++)
            BinaryPrimitives.WriteInt64LittleEndian(rest[(column * sizeof(long))..], row.Int64(column));

        return new PageCursor(bytes);
    }

    /// <summary>The position of a row that was compared here.</summary>
    public static PageCursor Write(SortedRow row, IReadOnlyList<SortTerm> sort, bool isBack)
    {
        var bytes = new byte[HeadBytes + sort.Sum(term => 1 + term.KeyBytes)];
        bytes[0] = isBack ? BackLayout : Layout;
        var rest = bytes.AsSpan(1);
        for (var index = 0; index < sort.Count; index++)
        {
            Key(row.Keys[index], sort[index], rest);
            rest = rest[(1 + sort[index].KeyBytes)..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(rest, row.Subject);
        BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], row.At);
        BinaryPrimitives.WriteInt64LittleEndian(rest[(2 * sizeof(long))..], row.Rid);
        return new PageCursor(bytes);
    }

    /// <summary>The position, or null where the cursor is of a query with another sort.</summary>
    public static PagePosition? Read(PageCursor cursor, IReadOnlyList<SortTerm> sort)
    {
        var bytes = cursor.Bytes.Span;
        if (bytes.Length != HeadBytes + sort.Sum(term => 1 + term.KeyBytes) || bytes[0] is not (Layout or BackLayout))
            return null;

        var rest = bytes[1..];
        var keys = new SqlValue?[sort.Count];
        for (var index = 0; index < sort.Count; index++)
        {
            keys[index] = Key(sort[index], rest);
            rest = rest[(1 + sort[index].KeyBytes)..];
        }

        return new PagePosition(keys, At(rest, 0), At(rest, 1), At(rest, 2)) { IsBack = bytes[0] == BackLayout };
    }

    public static PageCursor WriteHistory(long updated, long rid, long version)
    {
        var bytes = new byte[HeadBytes];
        bytes[0] = HistoryLayout;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), updated);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(9), rid);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(17), version);
        return new PageCursor(bytes);
    }

    /// <summary>The last version of the page before; above all versions where there is none or the cursor is no
    /// such.</summary>
    public static (long Updated, long Rid, long Version) ReadHistory(PageCursor? cursor)
    {
        if (cursor is null || cursor.Bytes.Length != HeadBytes || cursor.Bytes.Span[0] != HistoryLayout)
            return (long.MaxValue, long.MaxValue, long.MaxValue);

        var rest = cursor.Bytes.Span[1..];
        return (At(rest, 0), At(rest, 1), At(rest, 2));
    }

    /// <summary>Where a page of contained resources begins or ends.</summary>
    public static PageCursor WriteContained(ContainedPlace place, bool isBack)
    {
        var bytes = new byte[HeadBytes + sizeof(int)];
        bytes[0] = isBack ? ContainedBackLayout : ContainedLayout;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), place.Subject);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(9), place.At);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(17), place.Rid);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadBytes), place.Number);
        return new PageCursor(bytes);
    }

    /// <summary>The place and whether the page ends before it; null where the cursor is none of a contained
    /// resource.</summary>
    public static (ContainedPlace Place, bool IsBack)? ReadContained(PageCursor? cursor)
    {
        if (cursor is null || cursor.Bytes.Length != HeadBytes + sizeof(int)
            || cursor.Bytes.Span[0] is not (ContainedLayout or ContainedBackLayout))
            return null;

        var rest = cursor.Bytes.Span[1..];
        var number = BinaryPrimitives.ReadInt32LittleEndian(cursor.Bytes.Span[HeadBytes..]);
        return (
            new ContainedPlace(At(rest, 0), At(rest, 1), At(rest, 2), number),
            cursor.Bytes.Span[0] == ContainedBackLayout);
    }

    private static long At(ReadOnlySpan<byte> bytes, int number) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes[(number * sizeof(long))..]);

    private static void Key(Statement row, int column, SortTerm term, Span<byte> target)
    {
        if (row.IsNull(column))
            return;

        if (term.IsText)
        {
            var text = row.Blob(column);
            target[0] = (byte)(1 + text.Length);
            text.CopyTo(target[1..]);
            return;
        }

        target[0] = 1;
        if (term.IsReal)
            BinaryPrimitives.WriteDoubleLittleEndian(target[1..], row.Double(column));
        else
            BinaryPrimitives.WriteInt64LittleEndian(target[1..], row.Int64(column));
    }

    private static void Key(SqlValue? value, SortTerm term, Span<byte> target)
    {
        if (value is not { } key)
            return;

        target[0] = 1;
        if (term.IsText)
        {
            target[0] += (byte)key.Bytes!.Length;
            key.Bytes.CopyTo(target[1..]);
        }
        else if (term.IsReal)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(target[1..], key.Real);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(target[1..], key.Integer);
        }
    }

    private static SqlValue? Key(SortTerm term, ReadOnlySpan<byte> source)
    {
        if (source[0] == 0)
            return null;

        if (term.IsText)
            return new SqlValue(source.Slice(1, Math.Min(source[0] - 1, term.KeyBytes)).ToArray());

        return term.IsReal
            ? new SqlValue(BinaryPrimitives.ReadDoubleLittleEndian(source[1..]))
            : new SqlValue(BinaryPrimitives.ReadInt64LittleEndian(source[1..]));
    }
}
