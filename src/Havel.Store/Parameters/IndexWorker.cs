using Havel.Store.Interning;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Parameters;

/// <summary>Works in the background at what new search parameters need and what gone ones leave behind: a step at a
/// time, each through the writer like any other write, so that nobody waits long. All it knows is in the
/// database.</summary>
internal sealed class IndexWorker : IDisposable
{
    /// <summary>An arbitrary number that all processes use for the lock of the one that does this work.</summary>
    private const long WorkLock = 0x4861_7665_6C03;

    /// <summary>After a fault, such as a full disk.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly ResourcePreparation _preparation;
    private readonly Committer _committer;
    private readonly TypeTable _types;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private Task _loop = Task.CompletedTask;
    private bool _isRunning;
    private Connection? _reader;
    private ChunkReader? _chunks;

    public IndexWorker(
        Database database, ResourcePreparation preparation, Committer committer, TypeTable types, TimeProvider time)
    {
        _database = database;
        _preparation = preparation;
        _committer = committer;
        _types = types;
        _time = time;
    }

    /// <summary>Resources a step takes.</summary>
    public int ChunkSize { get; set; } = Limits.ReindexedResources;

    /// <summary>Looks for work again, on a thread of its own.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _wake.Release();
            if (_isRunning)
                return;

            _isRunning = true;
            _loop = Task.Run(RunAsync);
        }
    }

    /// <summary>Does one step.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public async Task<bool> StepAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (Next() is not { } task)
                return false;

            await _committer.RunAsync(task);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops after the step it is in.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;

        _stop.Cancel();
        _loop.GetAwaiter().GetResult();
        _reader?.Dispose();
        _stop.Dispose();
        _wake.Dispose();
        _turn.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(_stop.Token);
                await WorkAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The store is being closed; what is left to do stands in the database.
        }
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            try
            {
                if (!await StepAsync())
                    return;
            }
            catch (DatabaseException)
            {
                await Task.Delay(Pause, _time, _stop.Token);
            }
        }
    }

    /// <summary>Whether this process is the one that works at what all processes of a database have to do. The lock
    /// ends with the connection, and then it is another's turn.</summary>
    private static bool IsMine(Connection reader)
    {
        if (!reader.IsShared)
            return true;

        var take = reader.Cached(
            $"SELECT CASE WHEN pg_try_advisory_lock({WorkLock}) THEN 1 ELSE 0 END");
        var isMine = take.Step() && take.Int64(0) == 1;
        take.Reset();
        return isMine;
    }

    private WriterTask? Next()
    {
        _reader ??= _database.OpenFollower();
        _chunks ??= new ChunkReader(_reader, _types, _preparation);
        var index = _preparation.Index;
        _reader.BeginRead();
        try
        {
            if (!IsMine(_reader))
                return null;

            var parameters = ParameterTable.Load(_reader);
            if (ParameterTable.Jobs(_reader) is [var job, ..])
            {
                var registrations = parameters
                    .Where(each => each.State == ParameterState.Indexing && each.Job == job.Id)
                    .Select(each => each.Id)
                    .ToHashSet();
                return new ChunkTask(_chunks.Read(job, registrations, index, ChunkSize));
            }

            var gone = parameters.Find(each => each.State == ParameterState.Retired);
            return gone is null ? null : new RemovalTask(gone.Id);
        }
        finally
        {
            _reader.RollBack();
        }
    }
}
