using Havel.Store.Holding;

namespace Havel.Store.Writing;

/// <summary>A batch on its way through the writer, and whoever waits for it.</summary>
internal sealed class PendingBatch(WriteBatch batch) : PendingWork
{
    // Continuations must not run on the writer's thread: they would hold up every other write.
    private readonly TaskCompletionSource<CommitResult> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteBatch Batch { get; } = batch;

    public CommitResult? Result { get; set; }

    /// <summary>What its operations made, in their order, if it is held.</summary>
    public HeldCreate[]? Held { get; set; }

    public Task<CommitResult> Done => _done.Task;

    public void Answer(CommitResult result) => _done.TrySetResult(result);

    /// <summary>It is held, durably. What its caller is told the caller's own thread writes.</summary>
    public void AnswerHeld() => _done.TrySetResult(CommitResult.Held);

    public override void Fail(Exception failure) => _done.TrySetException(failure);
}
