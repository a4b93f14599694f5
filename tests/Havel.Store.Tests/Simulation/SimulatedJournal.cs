using Havel.Store.Holding;

namespace Havel.Store.Tests.Simulation;

/// <summary>The journal of held creates on a simulated disk: it loses what the database files lose.</summary>
internal sealed class SimulatedJournal(SimulatedDisk disk) : IJournalDisk
{
    public IJournalMedium Create(string path)
    {
        Require(disk.Replace(path, out var open));
        return new Medium(disk, open);
    }

    public void FlushName(string path) => disk.FlushName(path);

    public byte[] Read(string path) => disk.Content(path);

    public void Delete(string path) => disk.Unlink(path);

    private static void Require(int answer)
    {
        if (answer != SqliteAnswer.Ok)
            throw new IOException($"The simulated disk answers {answer}.");
    }

    private sealed class Medium(SimulatedDisk disk, OpenFile open) : IJournalMedium
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes) => Require(disk.Write(open, offset, bytes));

        public void FlushAll() => Require(disk.Sync(open));

        public void Flush() => Require(disk.Sync(open));

        public void Dispose()
        {
        }
    }
}
