using System.Text;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Simulation;

/// <summary>What a store must hold: all it acknowledged, and of what failed either all of a batch or nothing, to be
/// settled by a look after a restart.</summary>
internal sealed class StoreModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Type, string Id), ModelState> _acknowledged = [];
    private readonly List<List<(string Type, string Id)>> _failed = [];

    /// <summary>The state of every resource that a running store must show.</summary>
    public IReadOnlyDictionary<(string Type, string Id), ModelState> Acknowledged => _acknowledged;

    /// <summary>Whether no failed write may still turn up.</summary>
    public bool IsSettled => _failed.Count == 0;

    /// <summary>A batch was acknowledged.</summary>
    public void Done(IReadOnlyList<WriteOperation> operations, CommitResult done)
    {
        lock (_gate)
        {
            for (var index = 0; index < operations.Count; index++)
            {
                var key = (operations[index].Type, operations[index].Id);
                var result = done.Results[index];
                if (result.Status == WriteStatus.Deleted)
                    _acknowledged[key] = new ModelState(result.Version, default);
                else if (result.Status is WriteStatus.Created or WriteStatus.Updated)
                    _acknowledged[key] = new ModelState(result.Version, result.Body.ToArray());
                else
                    Assert.Contains(result.Status, (WriteStatus[])[WriteStatus.NotFound, WriteStatus.Unchanged]);
            }
        }
    }

    /// <summary>A batch failed, and nobody knows what the disk has of it.</summary>
    public void Failed(IReadOnlyList<WriteOperation> operations)
    {
        lock (_gate)
            _failed.Add([.. operations.Select(operation => (operation.Type, operation.Id))]);
    }

    /// <summary>A later commit succeeded: what failed before cannot turn up any more.</summary>
    public void Forget()
    {
        lock (_gate)
            _failed.Clear();
    }

    /// <summary>Compares everything with a store that has just started, and takes over what failed and is
    /// there.</summary>
    public void Settle(Func<string, string, ModelState> read)
    {
        var uncertain = _failed.SelectMany(batch => batch).ToHashSet();
        var changed = new HashSet<(string Type, string Id)>();
        foreach (var key in _acknowledged.Keys.Union(uncertain).ToList())
        {
            var now = read(key.Type, key.Id);
            var known = _acknowledged.GetValueOrDefault(key, ModelState.Missing);
            if (now.Equals(known))
                continue;

            Assert.True(uncertain.Contains(key), $"{key} was acknowledged as {known} and is {now}.");
            Assert.True(now.Version > known.Version, $"{key} went back from {known} to {now}.");
            changed.Add(key);
            _acknowledged[key] = now;
        }

        foreach (var batch in _failed)
        {
            // A batch that deletes what is not there changes nothing, so only writing ones tell halves apart.
            var there = batch.Count(changed.Contains);
            Assert.True(there == 0 || there == batch.Count, $"{there} of {batch.Count} of a batch are there.");
        }

        _failed.Clear();
    }

    /// <summary>The ids of a patient's observations, in order.</summary>
    public List<string> ObservationsOf(string patient) =>
    [
        .. _acknowledged
            .Where(known => known.Key.Type == "Observation" && Says(known.Value, $"\"reference\":\"{patient}\""))
            .Select(known => known.Key.Id)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a Consent is there.</summary>
    public bool HasConsent(string id) =>
        _acknowledged.TryGetValue(("Consent", id), out var state) && !state.Body.IsEmpty;

    /// <summary>Whether a Consent is there that closes everything.</summary>
    public bool ClosesAll(string id) =>
        _acknowledged.TryGetValue(("Consent", id), out var state) && Says(state, "TREAT");

    private static bool Says(ModelState state, string text) =>
        Encoding.UTF8.GetString(state.Body.Span).Contains(text, StringComparison.Ordinal);
}
