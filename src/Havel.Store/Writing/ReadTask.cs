namespace Havel.Store.Writing;

/// <summary>Reads in the writer's turn, in a transaction that is undone.</summary>
/// <param name="read">The reading.</param>
internal sealed class ReadTask(Action read) : WriterTask
{
    public Action Read => read;

    public override void Run(WriterState state, long lastCommit) => read();

    public override void Publish(WriterState state)
    {
    }
}
