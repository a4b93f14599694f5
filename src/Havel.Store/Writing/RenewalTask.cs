namespace Havel.Store.Writing;

/// <summary>Has the writer take in what other processes have written, as it does at the beginning of every
/// transaction; it writes nothing itself.</summary>
internal sealed class RenewalTask : WriterTask
{
    public override void Run(WriterState state, long lastCommit)
    {
    }

    public override void Publish(WriterState state)
    {
    }
}
