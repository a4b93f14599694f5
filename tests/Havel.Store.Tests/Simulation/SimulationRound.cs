using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Store.Reading;
using Havel.Store.Databases;
using Havel.Store.Sqlite;
using Havel.Store.Tests.Parameters;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Simulation;

/// <summary>One life of a store: writes of all kinds, a fault, what it does meanwhile, and what is there afterwards,
/// several times over.</summary>
internal sealed class SimulationRound : IDisposable
{
    private const int Lives = 2;
    private const int Patients = 4;
    private const int MostSteps = 24;
    private const int FewCreates = 12;

    /// <summary>So many that the journal begins its other half.</summary>
    private const int ManyCreates = 700;

    private readonly Random _chance;
    private readonly SimulatedDisk _disk;
    private readonly StoreModel _model = new();
    private TestStore _store;
    private int _created;

    public SimulationRound(int seed)
    {
        _chance = new Random(seed);
        _disk = new SimulatedDisk(Directory.CreateTempSubdirectory("havel-simulation-").FullName, _chance);
        SimulatedVfs.Add(_disk);
        _store = new TestStore(_disk.Folder, new SimulatedJournal(_disk));
    }

    /// <summary>How far the round is.</summary>
    public int Step { get; private set; }

    /// <summary>Runs the round.</summary>
    /// <returns>How many of its faults struck a write.</returns>
    public async Task<int> RunAsync()
    {
        var struck = 0;
        for (var life = 0; life < Lives; life++)
        {
            await WriteAsync(_chance.Next(2, MostSteps));
            if (_chance.Next(3) == 0)
                Checkpoint();

            var fault = (DiskFault)_chance.Next(1, 5);
            var before = _disk.Failures;
            _disk.Break(fault, _chance.Next(1, 120));
            await WriteAsync(_chance.Next(2, MostSteps));
            CompareWhilePowered();
            if (fault == DiskFault.PowerLoss || _chance.Next(2) == 0)
                Restart();
            else
                _disk.Heal();

            struck += _disk.Failures > before ? 1 : 0;
            await WriteAsync(3);
            Assert.True(_model.IsSettled, "A write failed on a disk that works.");
            CompareLive();
            _store.AssertSound();
        }

        return struck;
    }

    public void Dispose()
    {
        _disk.Heal();
        try
        {
            _store.Dispose();
        }
        catch (Exception failure) when (failure is DatabaseException or IOException)
        {
            // A round that ends without power; why it ended is what is to be told.
        }

        SimulatedVfs.Remove(_disk);
    }

    private async Task WriteAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step++;
            var writes = _chance.Next(3) == 0
                ? Creates()
                : [.. Enumerable.Range(0, _chance.Next(1, 5)).Select(_ => Next())];
            var done = await Task.WhenAll(writes.DistinctBy(write => write.Key).Select(TryAsync));
            if (done.All(each => each))
                _model.Forget();
        }
    }

    /// <summary>Creates alone are held back and lie in the journal when the fault comes.</summary>
    private List<(string Key, Func<WriteOperation[]> Operations)> Creates()
    {
        var count = _chance.Next(100) == 0 ? ManyCreates : _chance.Next(1, FewCreates);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (id, patient, value) = ($"n{++_created}", _chance.Next(Patients), _chance.Next(5));
            var json = Sample.Observation(id, $"p{patient}", $"{value}");
            return ($"Observation/{id}", (Func<WriteOperation[]>)(() =>
                [WriteOperation.Create(_store.Grant, _store.Ready(json))]));
        })];
    }

    /// <summary>A write of chance's choosing; the key says what it touches.</summary>
    private (string Key, Func<WriteOperation[]> Operations) Next()
    {
        var patient = _chance.Next(Patients);
        var number = _chance.Next(12);
        var value = _chance.Next(5);
        var label = _chance.Next(3) == 0 ? "HIV" : string.Empty;
        return _chance.Next(10) switch
        {
            0 => ($"Patient/p{patient}", () => [Put(Sample.Patient($"p{patient}", $"Name{value}"))]),
            1 => ($"Consent/c{patient}", () => [Put(Sample.DenyAll($"c{patient}", $"p{patient}"))]),
            2 => ($"Consent/c{patient}", () => [Put(Sample.DenyLabel($"c{patient}", $"p{patient}", "HIV"))]),
            3 => ($"Consent/c{patient}", () => [WriteOperation.Delete(_store.Grant, "Consent", $"c{patient}")]),
            4 => ($"Observation/o{number}", () =>
                [WriteOperation.Delete(_store.Grant, "Observation", $"o{number}")]),
            5 => ($"bundle{patient}", () => Bundle(patient, value)),
            _ => ($"Observation/o{number}", () =>
                [Put(Sample.Observation($"o{number}", $"p{patient}", $"{value}", value, label))]),
        };
    }

    private WriteOperation[] Bundle(int patient, int value) =>
    [
        .. Enumerable.Range(0, 30)
            .Select(number => Put(Sample.Observation($"b{patient}-{number}", $"p{patient}", $"{value}", number))),
    ];

    private WriteOperation Put(string json) => WriteOperation.Update(_store.Grant, _store.Ready(json));

    private async Task<bool> TryAsync((string Key, Func<WriteOperation[]> Operations) write)
    {
        var operations = write.Operations();
        try
        {
            var done = await _store.CommitAsync(operations);
            _model.Done(operations, done);
            return true;
        }
        catch (Exception failure) when (failure is DatabaseException or IOException)
        {
            _model.Failed(operations);
            return false;
        }
    }

    /// <summary>The machine stops and starts; a disk that was broken is whole again.</summary>
    private void Restart()
    {
        if (!_disk.IsDead)
            _disk.Break(DiskFault.PowerLoss, 0);

        try
        {
            _store.Store.Dispose();
        }
        catch (Exception failure) when (failure is DatabaseException or IOException)
        {
            // Without power nothing can be closed properly; what counts is what the next start finds.
        }

        _disk.PowerUp();
        _store = new TestStore(_disk.Folder, new SimulatedJournal(_disk));
        _model.Settle(ReadBack);
        _store.AssertSound();
    }

    /// <summary>Puts part of the log into the database file, so that faults fall on half-moved logs as well.</summary>
    private void Checkpoint()
    {
        using var connection = SqliteConnection.Open(Path.Combine(_disk.Folder, "havel.db"), OpenMode.ReadWriteCreate);
        connection.Checkpoint();
    }

    private ModelState ReadBack(string type, string id)
    {
        var read = _store.Store.Read(_store.Grant, type, id);
        return read.Status switch
        {
            ReadStatus.NotFound => ModelState.Missing,
            ReadStatus.Gone => new ModelState(read.Resource.Version, default),
            _ => new ModelState(read.Resource.Version, read.Resource.Body),
        };
    }

    /// <summary>What is held is moved into the database while others read, so the power may go even then.</summary>
    private void CompareWhilePowered()
    {
        try
        {
            if (!_disk.IsDead)
                CompareLive();
        }
        catch (Exception) when (_disk.IsDead)
        {
            // Nobody can read without power; what counts is what the next start finds.
        }
    }

    /// <summary>Reading goes on whatever the disk does, and shows what was acknowledged.</summary>
    private void CompareLive()
    {
        foreach (var (name, state) in _model.Acknowledged)
            Assert.Equal(state, ReadBack(name.Type, name.Id));

        var clinician = _store.Gate.Admit(
            Caller.ForClinician("d1", ["h1"]), Interaction.Read).Grant!;
        for (var patient = 0; patient < Patients; patient++)
        {
            var subject = $"Patient/p{patient}";
            var wanted = _model.ObservationsOf(subject);
            Assert.Equal(wanted, Find(subject, _store.Grant));
            var seen = Find(subject, clinician);
            if (_model.ClosesAll($"c{patient}"))
                Assert.Empty(seen);
            else if (!_model.HasConsent($"c{patient}"))
                Assert.Equal(wanted, seen);
        }
    }

    private List<string> Find(string subject, Grant grant)
    {
        var query = _store.Parse("Observation", "subject", subject).Query with { Count = 1000 };
        var result = _store.Store.Search(grant, query);
        Assert.True(result.Page is not null, result.Issue?.Message);
        return [.. result.Page.Matches.Select(match => match.Id).Order(StringComparer.Ordinal)];
    }
}
