using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>A hash of an index row: what is bound to it as to a statement, or what stands in a column of one. So rows
/// that are to be there and rows that are there are compared without keeping either.</summary>
internal sealed class RowDigest : Statement
{
    [ThreadStatic]
    private static RowDigest? s_own;

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    private RowDigest()
        : base(string.Empty)
    {
    }

    /// <summary>The one of this thread.</summary>
    public static RowDigest OfThread => s_own ??= new RowDigest();

    /// <summary>The hash of all that came since <see cref="Begin"/>.</summary>
    public ulong Value => XxHash3.HashToUInt64(_bytes.WrittenSpan);

    /// <summary>Begins a row of a table.</summary>
    public void Begin(string table)
    {
        _bytes.ResetWrittenCount();
        BindText(0, table);
    }

    /// <summary>Takes in the row a statement stands on: the columns of the key, then the guard.</summary>
    public ulong Of(RowLayout table, Statement row)
    {
        Begin(table.Name);
        for (var column = 0; column < table.Key.Length; column++)
        {
            if (table.IsText(column))
                BindText(column, row.Text(column));
            else if (table.IsReal(column))
                Bind(column, row.Double(column));
            else
                Bind(column, row.Int64(column));
        }

        Bind(table.Key.Length, row.Int64(table.Key.Length));
        return Value;
    }

    public override void Bind(int index, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    // Databases keep no sign of a zero.
    public override void Bind(int index, double value) =>
        Bind(index, BitConverter.DoubleToInt64Bits(value == 0 ? 0.0 : value));

    public override void BindText(int index, string text) => BindText(index, Encoding.UTF8.GetBytes(text));

    public override void BindText(int index, ReadOnlySpan<byte> utf8)
    {
        Bind(index, utf8.Length);
        _bytes.Write(utf8);
    }

    public override void BindBlob(int index, ReadOnlySpan<byte> value) => BindText(index, value);

    public override void BindNull(int index) => Bind(index, 0L);

    public override bool Step() => throw Nothing();

    public override void Run() => throw Nothing();

    public override bool IsNull(int column) => throw Nothing();

    public override long Int64(int column) => throw Nothing();

    public override double Double(int column) => throw Nothing();

    public override ReadOnlySpan<byte> Blob(int column) => throw Nothing();

    public override ReadOnlySpan<byte> Text(int column) => throw Nothing();

    public override void Reset() => _bytes.ResetWrittenCount();

    protected override void Dispose(bool disposing)
    {
    }

    private static NotSupportedException Nothing() => new("A hash has no rows.");
}
