namespace Havel.Server.Importing;

/// <summary>What an import met beside the resources it wrote.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _repeated = new(StringComparer.Ordinal);

    /// <summary>Resources that could not be loaded.</summary>
    public long Faults { get; private set; }

    /// <summary>Resources that were loaded, but not quite as they were meant.</summary>
    public long Warnings { get; private set; }

    /// <summary>By type, how often a resource stood in the files once more.</summary>
    public IReadOnlyDictionary<string, long> Repeated => _repeated;

    public void AddRepeated(string type) => _repeated[type] = _repeated.GetValueOrDefault(type) + 1;

    public void Add(ImportFault fault)
    {
        if (fault.IsLoaded)
            Warnings++;
        else
            Faults++;
    }
}
