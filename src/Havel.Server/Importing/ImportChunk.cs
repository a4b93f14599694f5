namespace Havel.Server.Importing;

/// <summary>Some items that one core reads at a stretch, and the promise of what comes of them: the writer takes chunks
/// in the
/// order of the files, however the cores finish.</summary>
internal sealed class ImportChunk(IReadOnlyList<ImportItem> items)
{
    private readonly TaskCompletionSource<List<ImportedResource>> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What came of the items, in their order.</summary>
    public Task<List<ImportedResource>> Done => _done.Task;

    /// <summary>Reads the items.</summary>
    public void Run(ItemIntake intake)
    {
        try
        {
            var results = new List<ImportedResource>(items.Count);
            foreach (var item in items)
                intake.Read(item, results);

            _done.SetResult(results);
        }
        catch (Exception bug)
        {
            _done.SetException(bug);
        }
    }
}
