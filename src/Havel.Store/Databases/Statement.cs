using System.Text;

namespace Havel.Store.Databases;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. Spans that a column gives end with the next
/// <see cref="Step"/> or <see cref="Reset"/>.</summary>
internal abstract class Statement : IDisposable
{
    private protected Statement(string sql) => Sql = sql;

    public string Sql { get; }

    public abstract void Bind(int index, long value);

    public abstract void Bind(int index, double value);

    public abstract void BindNull(int index);

    /// <summary>Binds a list as one value, where the dialect writes lists so.</summary>
    public virtual void Bind(int index, long[] values) =>
        throw new NotSupportedException("This database has no lists.");

    /// <summary>Binds a list of small numbers as one value, where the dialect writes such.</summary>
    public virtual void Bind(int index, short[] values) =>
        throw new NotSupportedException("This database has no lists.");

    public abstract void BindBlob(int index, ReadOnlySpan<byte> value);

    /// <summary>Binds UTF-8 text.</summary>
    public abstract void BindText(int index, ReadOnlySpan<byte> utf8);

    public abstract void BindText(int index, string text);

    /// <summary>Asks for the rows and does not wait for them: several statements go over the wire together, and each
    /// has its rows at its first <see cref="Step"/>. A database in the same process is asked only then.</summary>
    public virtual void Ahead()
    {
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="DatabaseException">The statement failed; it is reset.</exception>
    public abstract bool Step();

    /// <summary>Runs a statement without rows and makes it ready for the next parameters. A database at the end of a
    /// wire may put it off: until a result is asked for, or the commit.</summary>
    public abstract void Run();

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    public int Int32(int column) => checked((int)Int64(column));

    public abstract double Double(int column);

    /// <summary>The bytes of a blob; empty for NULL.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);

    /// <summary>The UTF-8 bytes of a text; empty for NULL.</summary>
    public abstract ReadOnlySpan<byte> Text(int column);

    /// <summary>The bytes of a blob as an array of their own; empty for NULL.</summary>
    public virtual byte[] Bytes(int column) => Blob(column).ToArray();

    /// <summary>Whether the column holds that text, without making a string of it.</summary>
    public virtual bool TextEquals(int column, string text)
    {
        var stored = Text(column);
        return stored.Length == text.Length && Ascii.IsValid(stored)
            ? Ascii.Equals(stored, text)
            : string.Equals(Encoding.UTF8.GetString(stored), text, StringComparison.Ordinal);
    }

    public virtual string String(int column) => Encoding.UTF8.GetString(Text(column));

    /// <summary>Ends the walk over the rows; parameters stay bound until bound anew.</summary>
    public abstract void Reset();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
