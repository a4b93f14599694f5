namespace Havel.Store.Tests.Simulation;

/// <summary>A folder whose database files are in memory and fail when they are told to. Every fault falls on a write,
/// counted from when it was ordered: so a seed says where.</summary>
internal sealed class SimulatedDisk(string folder, Random chance)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedFile?> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedLocks> _locks = new(StringComparer.Ordinal);
    private DiskFault _fault;
    private int _writesLeft;
    private int _starts;

    public string Folder { get; } = folder;

    /// <summary>Whether the power is gone: every call fails until <see cref="PowerUp"/>.</summary>
    public bool IsDead { get; private set; }

    /// <summary>How many calls have failed by order.</summary>
    public int Failures { get; private set; }

    /// <summary>Orders a fault at the n-th write from now on (1 is the next). A full or failing disk stays so until
    /// <see cref="Heal"/>.</summary>
    public void Break(DiskFault fault, int write)
    {
        lock (_gate)
        {
            _fault = fault;
            _writesLeft = write;
        }
    }

    public void Heal()
    {
        lock (_gate)
            _fault = DiskFault.None;
    }

    /// <summary>Starts the machine again: files are what the loss of power left, nobody holds a lock, and what was
    /// opened before is of no use any more.</summary>
    public void PowerUp()
    {
        lock (_gate)
        {
            foreach (var file in _files.Values)
                file.LosePower(chance);

            LoseNames();
            _locks.Clear();
            _starts++;
            _fault = DiskFault.None;
            IsDead = false;
        }
    }

    /// <summary>Makes an empty file in the place of what has the name. Until <see cref="FlushName"/> a loss of power
    /// may bring back what there was.</summary>
    public int Replace(string path, out OpenFile open)
    {
        lock (_gate)
        {
            _names.TryAdd(path, _files.GetValueOrDefault(path));
            if (!IsDead)
                _files.Remove(path);
        }

        return Open(path, creates: true, out open);
    }

    /// <summary>Makes durable which file has the name.</summary>
    public void FlushName(string path)
    {
        lock (_gate)
        {
            if (!IsDead)
                _names.Remove(path);
        }
    }

    /// <summary>Takes the name from a file; a loss of power may bring it back.</summary>
    public void Unlink(string path)
    {
        lock (_gate)
        {
            if (!IsDead && _files.Remove(path, out var file))
                _names.TryAdd(path, file);
        }
    }

    public byte[] Content(string path)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(path, out var file))
                return [];

            var content = new byte[file.Length];
            file.Read(0, content);
            return content;
        }
    }

    private void LoseNames()
    {
        foreach (var (path, before) in _names)
        {
            if (chance.Next(2) == 0)
                continue;

            _files.Remove(path);
            before?.LosePower(chance);
            if (before is not null)
                _files[path] = before;
        }

        _names.Clear();
    }

    public bool Exists(string path)
    {
        lock (_gate)
            return _files.ContainsKey(path);
    }

    public bool Delete(string path)
    {
        lock (_gate)
            return !IsDead && _files.Remove(path);
    }

    /// <summary>A code of SQLite's.</summary>
    public int Open(string path, bool creates, out OpenFile open)
    {
        open = new OpenFile(this, path, _starts);
        lock (_gate)
        {
            if (IsDead)
                return SqliteAnswer.IoError;
            if (!_files.ContainsKey(path))
            {
                if (!creates)
                    return SqliteAnswer.CannotOpen;

                _files[path] = new SimulatedFile();
            }

            _locks.TryAdd(path, new SimulatedLocks());
            return SqliteAnswer.Ok;
        }
    }

    public int Read(OpenFile open, long offset, Span<byte> into)
    {
        lock (_gate)
        {
            if (IsDead || IsStale(open) || !_files.TryGetValue(open.Path, out var file))
                return SqliteAnswer.IoError;

            return file.Read(offset, into) ? SqliteAnswer.Ok : SqliteAnswer.ShortRead;
        }
    }

    public int Write(OpenFile open, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (Strikes(open, isSync: false) is { } failure)
                return failure;

            _files[open.Path].Write(offset, bytes);
            return SqliteAnswer.Ok;
        }
    }

    public int Sync(OpenFile open)
    {
        lock (_gate)
        {
            if (Strikes(open, isSync: true) is { } failure)
                return failure;

            _files[open.Path].Sync();
            return SqliteAnswer.Ok;
        }
    }

    public int Truncate(OpenFile open, long length)
    {
        lock (_gate)
        {
            if (IsDead || IsStale(open))
                return SqliteAnswer.IoError;

            _files[open.Path].Truncate(length);
            return SqliteAnswer.Ok;
        }
    }

    public long Length(OpenFile open)
    {
        lock (_gate)
            return _files.TryGetValue(open.Path, out var file) ? file.Length : 0;
    }

    /// <summary>Runs something on the locks of a file, one caller at a time.</summary>
    public T? WithLocks<T>(OpenFile open, Func<SimulatedLocks, T> use)
    {
        lock (_gate)
            return IsStale(open) ? default : use(_locks[open.Path]);
    }

    /// <summary>A connection closes a file.</summary>
    public void Release(OpenFile open, nint handle)
    {
        lock (_gate)
        {
            if (!IsStale(open) && _locks.TryGetValue(open.Path, out var locks))
                locks.Forget(handle);
        }
    }

    private bool IsStale(OpenFile open) => open.Start != _starts;

    /// <summary>The code of the failure if this call is to fail.</summary>
    private int? Strikes(OpenFile open, bool isSync)
    {
        if (IsDead || IsStale(open))
            return SqliteAnswer.IoError;
        if (_fault == DiskFault.None || (!isSync && --_writesLeft > 0) || (isSync && _writesLeft > 0))
            return null;

        Failures++;
        switch (_fault)
        {
            case DiskFault.PowerLoss:
                IsDead = true;
                return SqliteAnswer.IoError;
            case DiskFault.Full:
                // What is there already can still be made safe.
                return isSync ? null : SqliteAnswer.Full;
            case DiskFault.FailingSync:
                return isSync ? SqliteAnswer.SyncError : null;
            default:
                return isSync ? SqliteAnswer.SyncError : SqliteAnswer.WriteError;
        }
    }
}
