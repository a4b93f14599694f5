namespace Havel.Store.Writing;

/// <summary>Work of the store's own on the writer's thread, in a transaction of its own: what must not happen between
/// two writes of one commit.</summary>
internal abstract class WriterTask : PendingWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nothing of what it removes may be found anywhere afterwards.</summary>
    public virtual bool Erases => false;

    /// <summary>Done when it is on disk.</summary>
    public Task Done => _done.Task;

    /// <summary>Writes. A fault undoes all of it.</summary>
    /// <param name="state">What the writer works with.</param>
    /// <param name="lastCommit">The time of the last commit, in milliseconds since 1970 UTC.</param>
    public abstract void Run(WriterState state, long lastCommit);

    /// <summary>What follows for memory once it is on disk; before any other write.</summary>
    public abstract void Publish(WriterState state);

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    public void Answer() => _done.TrySetResult();
}
