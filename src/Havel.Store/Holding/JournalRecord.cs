using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Havel.Store.Bodies;
using Havel.Store.Interning;

namespace Havel.Store.Holding;

/// <summary>A held create as it stands in the journal: length, hash of the rest, then epoch, number, rid, time, whose,
/// type, id and packed body. Everything else follows from the body.</summary>
/// <param name="Number">One more than the record before.</param>
/// <param name="Rid">The number the resource got.</param>
/// <param name="Updated">Milliseconds since 1970 UTC.</param>
/// <param name="Patients">Whose it is; null for unowned, empty for the directory.</param>
/// <param name="Type">Resource type.</param>
/// <param name="Id">Logical id.</param>
/// <param name="Packed">The body as it is stored.</param>
internal sealed record JournalRecord(
    long Number, long Rid, long Updated, IReadOnlyList<string>? Patients, string Type, string Id, byte[] Packed)
{
    private const int HeadBytes = sizeof(int) + sizeof(ulong);
    private const int Unowned = -1;

    /// <summary>The number of owners is in the lower half of its eight bytes.</summary>
    private const int AfterBits = 32;

    /// <summary>The body as it is sent, made anew by each call.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer Havel.</exception>
    public byte[] Body => BodyCodec.Unpack(Packed, 1, Updated);

    /// <summary>How many records of the same batch follow.</summary>
    public int After { get; private init; }

    /// <summary>At least as many bytes as its record has.</summary>
    public static int MostBytes(HeldCreate create) =>
        512 + (3 * create.Id.Length) + create.Packed.Length + OwnerBytes(create);

    /// <summary>Appends a held create.</summary>
    public static void Write(ArrayBufferWriter<byte> target, long epoch, HeldCreate create)
    {
        var start = target.WrittenCount;
        Advance(target, HeadBytes);
        Write(target, epoch);
        Write(target, create.Number);
        Write(target, create.Place.Rid);
        Write(target, create.Updated);
        var owners = create.Place.Subject == SubjectTable.Unowned ? Unowned : create.Patients.Count;
        Write(target, ((long)create.After << AfterBits) | (uint)owners);
        foreach (var patient in create.Patients)
            Write(target, patient);

        Write(target, create.TypeName);
        Write(target, create.Id);
        target.Write(create.Packed.Span);
        var record = System.Runtime.InteropServices.MemoryMarshal.AsMemory(target.WrittenMemory).Span[start..];
        var content = record[HeadBytes..];
        BinaryPrimitives.WriteInt32LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(record[sizeof(int)..], XxHash3.HashToUInt64(content));
    }

    /// <summary>The record at the beginning of the bytes; null where there is none that is whole and of that
    /// epoch.</summary>
    /// <param name="source">The rest of a half of the journal.</param>
    /// <param name="epoch">Of the journal; null for any.</param>
    /// <param name="size">Bytes it takes.</param>
    public static JournalRecord? Read(ReadOnlySpan<byte> source, long? epoch, out int size)
    {
        size = 0;
        if (source.Length < HeadBytes)
            return null;

        var length = BinaryPrimitives.ReadInt32LittleEndian(source);
        if (length <= 0 || length > source.Length - HeadBytes)
            return null;

        var content = source.Slice(HeadBytes, length);
        if (BinaryPrimitives.ReadUInt64LittleEndian(source[sizeof(int)..]) != XxHash3.HashToUInt64(content))
            return null;

        size = HeadBytes + length;
        var own = Int64(ref content);
        return epoch is null || own == epoch ? Read(content) : null;
    }

    private static int OwnerBytes(HeldCreate create)
    {
        const int BytesPerChar = 3;
        var bytes = 0;
        foreach (var patient in create.Patients)
            bytes += sizeof(long) + (BytesPerChar * patient.Length);

        return bytes;
    }

    private static JournalRecord Read(ReadOnlySpan<byte> content)
    {
        var (number, rid, updated) = (Int64(ref content), Int64(ref content), Int64(ref content));
        var counts = Int64(ref content);
        var owners = (int)counts;
        var patients = new string[Math.Max(owners, 0)];
        for (var index = 0; index < patients.Length; index++)
            patients[index] = Text(ref content);

        var type = Text(ref content);
        var id = Text(ref content);
        return new JournalRecord(
            number, rid, updated, owners == Unowned ? null : patients, type, id, content.ToArray())
        {
            // Records from before there were batches have -1 for an unowned resource in all of the eight bytes.
            After = (int)Math.Max(counts >> AfterBits, 0),
        };
    }

    private static void Write(ArrayBufferWriter<byte> target, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target.GetSpan(sizeof(long)), value);
        target.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> target, string text)
    {
        Write(target, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, target);
    }

    private static void Advance(ArrayBufferWriter<byte> target, int bytes)
    {
        target.GetSpan(bytes)[..bytes].Clear();
        target.Advance(bytes);
    }

    private static long Int64(ref ReadOnlySpan<byte> content)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(content);
        content = content[sizeof(long)..];
        return value;
    }

    private static string Text(ref ReadOnlySpan<byte> content)
    {
        var length = (int)Int64(ref content);
        var text = Encoding.UTF8.GetString(content[..length]);
        content = content[length..];
        return text;
    }
}
