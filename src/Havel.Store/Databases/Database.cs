namespace Havel.Store.Databases;

/// <summary>The database of one store: opens connections to it.</summary>
internal abstract class Database : IDisposable
{
    /// <summary>A connection that writes; the first one makes the tables.</summary>
    /// <exception cref="Schema.SchemaException">The database is of a layout this program does not know.</exception>
    public abstract Connection OpenWriter();

    /// <summary>A connection that answers requests. Where it reads a copy, that may be a moment behind.</summary>
    public abstract Connection OpenReader();

    /// <summary>Whether <see cref="OpenReader"/> reads a copy.</summary>
    public virtual bool HasCopy => false;

    /// <summary>A connection that reads what is written, as soon as it is.</summary>
    public abstract Connection OpenFollower();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
