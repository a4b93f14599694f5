namespace Havel.Store.Writing;

/// <summary>Does nothing but come after all that was written before it, in the database: before a task, everything held
/// back is moved there.</summary>
internal sealed class SettleTask : WriterTask
{
    public override void Run(WriterState state, long lastCommit)
    {
    }

    public override void Publish(WriterState state)
    {
    }
}
