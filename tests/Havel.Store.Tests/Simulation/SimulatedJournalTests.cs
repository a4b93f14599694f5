using Xunit;

namespace Havel.Store.Tests.Simulation;

/// <summary>The simulated disk takes from a journal what a real one may take, and nothing else.</summary>
public sealed class SimulatedJournalTests
{
    private const string Path = "/simulated/journal";
    private const int Sectors = 8;
    private const int Sector = 512;

    [Fact]
    public void What_was_synced_stays_and_what_was_not_may_go_sector_by_sector()
    {
        var kept = new HashSet<int>();
        for (var seed = 0; seed < 60; seed++)
        {
            var disk = new SimulatedDisk("/simulated", new Random(seed));
            var journal = new SimulatedJournal(disk);
            using (var file = journal.Create(Path))
            {
                file.Write(0, Filled(1));
                file.FlushAll();
                journal.FlushName(Path);
                file.Write(0, Filled(2));
            }

            disk.PowerUp();
            var content = journal.Read(Path);
            Assert.Equal(Sectors * Sector, content.Length);
            Assert.All(content, each => Assert.InRange(each, 1, 2));
            kept.Add(content.Chunk(Sector).Count(sector => Array.TrueForAll(sector, each => each == 2)));
        }

        Assert.Contains(0, kept);
        Assert.Contains(Sectors, kept);
        Assert.Contains(kept, count => count is > 0 and < Sectors);
    }

    [Fact]
    public void A_name_that_was_not_synced_may_be_gone_and_a_removed_one_back()
    {
        var (isThere, isBack) = (new HashSet<bool>(), new HashSet<bool>());
        for (var seed = 0; seed < 40; seed++)
        {
            var disk = new SimulatedDisk("/simulated", new Random(seed));
            var journal = new SimulatedJournal(disk);
            using (var file = journal.Create(Path))
            {
                file.Write(0, Filled(1));
                file.FlushAll();
            }

            disk.PowerUp();
            isThere.Add(disk.Exists(Path));
            using (var file = journal.Create(Path))
            {
                file.Write(0, Filled(2));
                file.FlushAll();
            }

            journal.FlushName(Path);
            journal.Delete(Path);
            disk.PowerUp();
            isBack.Add(disk.Exists(Path));
        }

        Assert.Equal(2, isThere.Count);
        Assert.Equal(2, isBack.Count);
    }

    private static byte[] Filled(byte value)
    {
        var bytes = new byte[Sectors * Sector];
        Array.Fill(bytes, value);
        return bytes;
    }
}
