using System.Buffers;
using System.Text;
using Havel.Store.Holding;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Xunit;

namespace Havel.Store.Tests.Holding;

/// <summary>What the journal gives back of what was written, whole or damaged.</summary>
public sealed class JournalTests
{
    private const long Epoch = 77;

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        var bytes = Bytes(Held(5, 12, "Patient/p", "Patient/q"));

        var record = JournalRecord.Read(bytes, Epoch, out var size);

        Assert.Equal(bytes.Length, size);
        Assert.NotNull(record);
        Assert.Equal((5, 1012, 2005), (record.Number, record.Rid, record.Updated));
        Assert.Equal(["Patient/p", "Patient/q"], record.Patients);
        Assert.Equal(("Observation", "ö5"), (record.Type, record.Id));
        Assert.Equal("{\"x\":5}", Encoding.UTF8.GetString(record.Body));
    }

    [Fact]
    public void Nobodys_and_the_directorys_are_told_apart()
    {
        Assert.Null(JournalRecord.Read(Bytes(Held(1, SubjectTable.Unowned)), Epoch, out _)!.Patients);
        Assert.Equal([], JournalRecord.Read(Bytes(Held(1, SubjectTable.Directory)), Epoch, out _)!.Patients);
    }

    [Fact]
    public void A_record_with_any_byte_changed_or_missing_is_none()
    {
        var bytes = Bytes(Held(5, 12, "Patient/p"));
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x10;
            Assert.Null(JournalRecord.Read(damaged, Epoch, out _));
            Assert.Null(JournalRecord.Read(bytes.AsSpan(0, at), Epoch, out _));
        }

        Assert.Null(JournalRecord.Read(bytes, Epoch + 1, out _));
    }

    [Fact]
    public void Both_halves_are_read_up_to_what_is_not_whole_or_older()
    {
        var path = Path.GetTempFileName();
        using (var file = JournalFile.Create(path))
        {
            file.Write(0, 0, Bytes(Held(1, 1), Held(2, 1), Held(3, 1), Held(4, 1)));
            file.Write(1, 0, Bytes(Held(5, 1), Held(6, 1)));
            file.Write(0, 0, Bytes(Held(7, 1), Held(8, 1)));
            file.Write(1, Bytes(Held(5, 1)).Length, new byte[16]);
            file.Flush();
        }

        var numbers = JournalFile.Read(path, Epoch).ConvertAll(record => record.Number);

        Assert.Equal([5, 7, 8], numbers);
        File.Delete(path);
    }

    [Fact]
    public void A_batch_is_there_as_a_whole_or_not_at_all()
    {
        var path = Path.GetTempFileName();
        var cut = Bytes(Held(4, 1) with { After = 1 }, Held(5, 1)).AsSpan(..^1);
        using (var file = JournalFile.Create(path))
        {
            file.Write(0, 0, Bytes(Held(1, 1), Held(2, SubjectTable.Unowned) with { After = 1 }, Held(3, 1)));
            file.Write(1, 0, cut);
            file.Flush();
        }

        var records = JournalFile.Read(path, Epoch);

        Assert.Equal([(1L, 0), (2L, 1), (3L, 0)], records.ConvertAll(record => (record.Number, record.After)));
        Assert.Null(records[1].Patients);
        File.Delete(path);
    }

    [Fact]
    public void A_journal_with_a_gap_is_refused_and_told()
    {
        var folder = Directory.CreateTempSubdirectory("havel-journal-").FullName;
        var options = new StoreOptions(folder, TimeProvider.System);
        FhirStore.Open(options).Dispose();
        using (var file = JournalFile.Create(Path.Combine(folder, "havel.db-held")))
        {
            file.Write(0, 0, Bytes(0, Held(3, 12, "Patient/p")));
            file.Flush();
        }

        var refused = Assert.Throws<Havel.Store.Schema.SchemaException>(() => FhirStore.Open(options));
        Assert.Contains("not of one moment", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Bytes(params HeldCreate[] creates) => Bytes(Epoch, creates);

    private static byte[] Bytes(long epoch, params HeldCreate[] creates)
    {
        var target = new ArrayBufferWriter<byte>();
        foreach (var create in creates)
            JournalRecord.Write(target, epoch, create);

        return target.WrittenSpan.ToArray();
    }

    private static HeldCreate Held(long number, long subject, params string[] patients) => new()
    {
        Number = number,
        After = 0,
        Sign = new HeldSign(),
        Type = 1,
        TypeName = "Observation",
        Id = $"ö{number}",
        Key = number,
        Place = new Place(1000 + Math.Max(subject, 0), subject, 0, 1),
        Patients = patients,
        IsNewSubject = false,
        Updated = 2000 + number,
        Policies = 1,
        Rows = IndexRows.Empty,
        Content = null,
        Packed = Encoding.UTF8.GetBytes($"{{\"x\":{number}}}"),
    };
}
