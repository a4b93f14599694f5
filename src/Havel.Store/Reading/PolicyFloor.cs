using Havel.Store.Policies;

namespace Havel.Store.Reading;

/// <summary>The policy version in force where is written, for who reads a copy that follows: what patients have said
/// and was acknowledged, by whatever process, counts at once. Requests that ask at the same time share an answer,
/// which was asked for after the last of them had come.</summary>
internal sealed class PolicyFloor(ReaderPool origin)
{
    private readonly Lock _asking = new();
    private long _begun;
    private long _answered;
    private long _version;

    /// <summary>Asks.</summary>
    /// <exception cref="Databases.DatabaseException">The database that is written to does not answer.</exception>
    public long Now()
    {
        var wanted = Volatile.Read(ref _begun) + 1;
        lock (_asking)
        {
            if (_answered >= wanted)
                return _version;

            Volatile.Write(ref _begun, wanted = _begun + 1);
            _version = origin.Ask(PolicyReader.VersionOf);
            _answered = wanted;
            return _version;
        }
    }
}
