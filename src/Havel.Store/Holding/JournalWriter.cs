
namespace Havel.Store.Holding;

/// <summary>Writes groups into the journal on a thread of its own, so that the writer can go on while the disk works:
/// what has come in the meantime is made durable with one sync. Then readers find it and whoever waits is
/// answered.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly JournalFile _file;
    private readonly HeldIndex _index;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(initialState: false);
    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private List<JournalGroup> _queue = [];
    private bool _isEnding;

    public JournalWriter(JournalFile file, HeldIndex index)
    {
        _file = file;
        _index = index;
        _thread = new Thread(Run) { IsBackground = true, Name = "Havel journal" };
        _thread.Start();
    }

    /// <summary>Why nothing can be written any more; null while all is well. Groups fail from then on.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Number of the last create that is durable.</summary>
    public long Durable { get; private set; }

    /// <summary>Queues a group, which lies right behind the one before.</summary>
    public void Add(JournalGroup group)
    {
        lock (_gate)
        {
            _idle.Reset();
            _queue.Add(group);
        }

        _work.Set();
    }

    /// <summary>Returns when all that was queued is durable or has failed.</summary>
    public void Drain() => _idle.Wait();

    /// <summary>Overwrites all of the file, while nothing is queued.</summary>
    public void Wipe() => _file.Wipe();

    public void Dispose()
    {
        lock (_gate)
            _isEnding = true;

        _work.Set();
        _thread.Join();
        _work.Dispose();
        _idle.Dispose();
        _file.Dispose();
    }

    private void Run()
    {
        List<JournalGroup> groups = [];
        while (Take(ref groups))
        {
            Write(groups);
            groups.Clear();
        }
    }

    private bool Take(ref List<JournalGroup> groups)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_queue.Count > 0)
                {
                    (groups, _queue) = (_queue, groups);
                    return true;
                }

                _idle.Set();
                if (_isEnding)
                    return false;
            }

            _work.WaitOne();
        }
    }

    private void Write(List<JournalGroup> groups)
    {
        if (Fault is null)
        {
            try
            {
                foreach (var group in groups)
                    _file.Write(group.Half, group.Offset, group.Bytes);

                _file.Flush();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Fault = failure;
            }
        }

        foreach (var group in groups)
            Conclude(group);
    }

    private void Conclude(JournalGroup group)
    {
        if (Fault is { } fault)
        {
            foreach (var pending in group.Waiting)
                pending.Fail(new JournalException(fault));

            return;
        }

        foreach (var create in group.Creates)
            _index.Add(create);

        foreach (var create in group.Creates)
            create.Sign.Show();

        Durable = group.Creates[^1].Number;
        foreach (var pending in group.Waiting)
            pending.AnswerHeld();
    }
}
