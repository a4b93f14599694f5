using System.Text;
using Havel.Store.Databases;

namespace Havel.Store.Planning;

/// <summary>A match with its sort keys, compared here and not in the database.</summary>
/// <param name="Keys">Null where the resource has no value.</param>
/// <param name="Subject">The row's subject.</param>
/// <param name="At">The row's clinical date.</param>
/// <param name="Rid">The row's resource.</param>
internal sealed record SortedRow(SqlValue?[] Keys, long Subject, long At, long Rid)
{
    /// <summary>The row a statement stands on: columns subject, at, rid, then the sort keys.</summary>
    public static SortedRow Read(Statement row, IReadOnlyList<SortTerm> sort)
    {
        var keys = new SqlValue?[sort.Count];
        for (var at = 0; at < keys.Length; at++)
            keys[at] = ValueOf(row, 3 + at, sort[at]);

        return new SortedRow(keys, row.Int64(0), row.Int64(1), row.Int64(2));
    }

    /// <summary>The row a walk stands on: columns subject, at, rid, then the sort keys from the walked one
    /// on.</summary>
    public static SortedRow Read(Statement row, WalkStep step)
    {
        var keys = new SqlValue?[step.Sort.Count];
        for (var at = 0; at < keys.Length; at++)
            keys[at] = at < step.Level ? step.Prefix[at] : ValueOf(row, 3 + at - step.Level, step.Sort[at]);

        return new SortedRow(keys, row.Int64(0), row.Int64(1), row.Int64(2));
    }

    public static SortedRow Of(PagePosition position) =>
        new([.. position.Keys], position.Subject, position.At, position.Rid);

    /// <summary>The text of bytes that may be cut within their last letter.</summary>
    public static string WholeLetters(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.Length;
        while (end > 0 && (utf8[end - 1] & 0xC0) == 0x80)
            end--;

        var isWhole = end == 0 || Rune.DecodeFromUtf8(utf8[(end - 1)..], out _, out var used)
            == System.Buffers.OperationStatus.Done && used == utf8.Length - end + 1;
        return Encoding.UTF8.GetString(isWhole ? utf8 : utf8[..(end - 1)]);
    }

    private static SqlValue? ValueOf(Statement row, int column, SortTerm term)
    {
        if (row.IsNull(column))
            return null;

        return term.IsText ? new SqlValue(row.Blob(column).ToArray())
            : term.IsReal ? new SqlValue(row.Double(column)) : new SqlValue(row.Int64(column));
    }
}
