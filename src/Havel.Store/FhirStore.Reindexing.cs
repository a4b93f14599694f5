using Havel.Consent.Grants;
using Havel.Store.Databases;
using Havel.Store.Reindexing;

namespace Havel.Store;

/// <content>Index rows derived again from the bodies, while the store is used.</content>
public sealed partial class FhirStore
{
    private static readonly TimeSpan ReindexPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reindexTurn = new(1);
    private readonly CancellationTokenSource _reindexStop = new();
    private Task _reindexing = Task.CompletedTask;
    private ReindexProgress? _reindexProgress;

    /// <summary>Resources of a part of a reindexing; for tests.</summary>
    internal int ReindexPart { get; set; } = Limits.ReindexPart;

    /// <summary>How far the reindexing is that is under way; null where none is.</summary>
    /// <param name="grant">A system grant: the numbers count everybody's resources.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public ReindexProgress? Reindexing(Grant grant)
    {
        MustBeSystem(grant);
        return _reindexProgress ?? Run(grant, 0, static (session, _) => ReindexTable.Load(session.Connection)) switch
        {
            { } run => new ReindexProgress
            {
                Scope = run.Scope,
                Done = run.Done,
                Total = run.Total,
                Mended = run.Mended,
                Removed = run.Removed,
            },
            _ => null,
        };
    }

    /// <summary>Whether there is anything to index for a scope: type and parameter are known.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="scope">What would be indexed.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public bool CanReindex(Grant grant, ReindexScope scope)
    {
        MustBeSystem(grant);
        return (scope.Type is null || Types.Find(scope.Type) is not null)
            && (scope.Parameter is null or "_text" or "_content" || Reindexer.SlotsOf(Catalog, scope)!.Count > 0);
    }

    /// <summary>Derives index rows again from the bodies and compares them with what is stored: puts what is missing,
    /// removes what belongs to nothing. Goes on with a run of the same scope that was interrupted; what interrupts this
    /// one leaves it to be gone on with.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="scope">What is indexed.</param>
    /// <param name="tell">Hears how far it is.</param>
    /// <param name="stop">Interrupts.</param>
    /// <returns>What was done; null where a run of another scope is under way.</returns>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public async Task<ReindexProgress?> ReindexAsync(
        Grant grant, ReindexScope scope, Action<ReindexProgress>? tell, CancellationToken stop)
    {
        MustBeSystem(grant);
        var total = Run(grant, (Types, scope), static (session, input) => CountOf(session.Connection, input));
        var run = new ReindexRun(
            scope.Type ?? string.Empty, scope.Parameter ?? string.Empty, long.MinValue, 0, total, 0, 0);
        var step = new ReindexStep(run, isNew: true);
        await _committer.RunAsync(step);
        if (step.Other is { } other && other.Scope != scope)
            return null;

        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, _reindexStop.Token);
        return await Task.Run(() => WorkAsync(run, tell, both.Token), both.Token);
    }

    /// <summary>Gives the reindexing up that is under way, if one is. What it has put stays.</summary>
    /// <param name="grant">A system grant.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public Task StopReindexAsync(Grant grant)
    {
        MustBeSystem(grant);
        return _committer.RunAsync(new ReindexStep(run: null));
    }

    private static long CountOf(Connection reader, (Interning.TypeTable Types, ReindexScope Scope) input)
    {
        if (input.Scope.Type is not { } type)
            return reader.Scalar("SELECT count(*) FROM resource WHERE deleted = 0");

        var count = reader.Cached("SELECT count(*) FROM resource WHERE deleted = 0 AND type = ?1");
        count.Bind(1, input.Types.IdOf(type));
        var total = count.Step() ? count.Int64(0) : 0;
        count.Reset();
        return total;
    }

    private async Task<ReindexProgress> WorkAsync(
        ReindexRun run, Action<ReindexProgress>? tell, CancellationToken stop)
    {
        await _reindexTurn.WaitAsync(stop);
        var last = new ReindexProgress { Scope = run.Scope, Done = 0, Total = run.Total, Mended = 0, Removed = 0 };
        try
        {
            using var reindexer = new Reindexer(_database, Preparation, _committer, Types, Options.Time)
            {
                PartSize = ReindexPart,
            };
            while (!last.IsDone)
            {
                await TryAsync(reindexer, stop);
                if (last.IsDone || !IsReindexing())
                    break;

                // Another process is at it, or the disk is full.
                await Task.Delay(ReindexPause, Options.Time, stop);
            }

            return last;
        }
        finally
        {
            _reindexProgress = null;
            _reindexTurn.Release();
        }

        async Task TryAsync(Reindexer reindexer, CancellationToken token)
        {
            try
            {
                await reindexer.RunAsync(
                    progress =>
                    {
                        _reindexProgress = last = progress;
                        tell?.Invoke(progress);
                    },
                    token);
            }
            catch (DatabaseException)
            {
            }
        }
    }

    private bool IsReindexing()
    {
        using var reader = _database.OpenFollower();
        return ReindexTable.Load(reader) is not null;
    }

    private async Task ResumeAsync()
    {
        try
        {
            await Task.Run(
                () => WorkAsync(new ReindexRun(string.Empty, string.Empty, 0, 0, 0, 0, 0), null, _reindexStop.Token));
        }
        catch (OperationCanceledException)
        {
            // The store is being closed; how far it came stands in the database.
        }
    }

    private void StopReindexing()
    {
        _reindexStop.Cancel();
        _reindexing.GetAwaiter().GetResult();

        // Others hold it no longer when whoever asked for it has been told.
        _reindexTurn.Wait();
    }
}
