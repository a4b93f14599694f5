namespace Havel.Store.Writing;

/// <summary>What waits for the writer: a batch or a task.</summary>
internal abstract class PendingWork
{
    /// <summary>Tells whoever waits that it came to nothing.</summary>
    public abstract void Fail(Exception failure);
}
