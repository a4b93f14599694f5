using System.Collections.Concurrent;
using Havel.Server.Tests.TwoWorlds.Probes;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Writes;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>The worlds and transcripts that tests share: a world is loaded once for each regime and kind of h, and each
/// requester reads it once.</summary>
public class Stock : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(HiddenKind, bool), Lazy<Task<World>>> _worlds = new();
    private readonly ConcurrentDictionary<(HiddenKind, bool), Lazy<Task<string>>> _frozen = new();
    private readonly ConcurrentDictionary<(string, HiddenKind, bool), Lazy<Task<Transcript>>> _transcripts = new();

    /// <summary>Whether its worlds lie in PostgreSQL.</summary>
    protected virtual bool IsOnPostgres => false;

    /// <summary>A world for reading; <see cref="HiddenKind.None"/> is world A.</summary>
    internal Task<World> Find(HiddenKind left, bool isOptIn) => _worlds.GetOrAdd(
        (left, isOptIn),
        key => new Lazy<Task<World>>(() => World.Make(History.Without(key.Item1), key.Item2, IsOnPostgres))).Value;

    /// <summary>What that requester gets for the sample of the reading probes.</summary>
    internal async Task<Transcript> Glance(Who who, HiddenKind left) =>
        await Transcript.Take(await Find(left, who.IsOptIn), who, Suite.Sample);

    /// <summary>What that requester gets for all reading probes.</summary>
    internal Task<Transcript> Read(Who who, HiddenKind left) => _transcripts.GetOrAdd(
        (who.Name, left, who.IsOptIn),
        _ => new Lazy<Task<Transcript>>(async () =>
            await Transcript.Take(await Find(left, who.IsOptIn), who, Suite.Reading))).Value;

    /// <summary>Begins to read every world as that requester, all worlds side by side: each has one connection
    /// only.</summary>
    internal void Prefetch(Who who, params IEnumerable<HiddenKind> kinds)
    {
        foreach (var kind in kinds.Prepend(HiddenKind.None))
            _ = Task.Run(() => Read(who, kind));
    }

    /// <summary>A world of one's own to write in.</summary>
    internal async Task<World> Copy(HiddenKind left, bool isOptIn, WritePolicy? writes = null)
    {
        var frozen = await _frozen.GetOrAdd((left, isOptIn), key => new Lazy<Task<string>>(async () =>
        {
            var world = await World.Make(History.Without(key.Item1), key.Item2, IsOnPostgres);
            return await world.Freeze();
        })).Value;
        return await World.Thaw(frozen, isOptIn, writes);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var world in _worlds.Values)
            await (await world.Value).DisposeAsync();

        foreach (var folder in _frozen.Values)
            Directory.Delete(await folder.Value, recursive: true);
    }
}
