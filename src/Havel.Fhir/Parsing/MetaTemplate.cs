using System.Buffers.Text;
using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>A resource's compact bytes without <c>meta.versionId</c> and <c>meta.lastUpdated</c>, and the one place
/// where
/// the committer puts both once it knows them. Source: https://hl7.org/fhir/R4/resource.html#Meta.</summary>
public sealed class MetaTemplate
{
    /// <summary>Stands for the members <c>versionId</c> and <c>lastUpdated</c> in <see cref="WriteMarked"/>. JSON never
    /// has the bare character.</summary>
    public const byte MetaMark = 1;

    /// <summary>Enough bytes for <see cref="WriteMembers"/>.</summary>
    public const int MaxMembersLength = 80;

    private const int TimeLength = 24;
    private readonly byte[] _body;
    private readonly int _offset;
    private readonly Place _place;

    private MetaTemplate(byte[] body, int offset, Place place)
    {
        _body = body;
        _offset = offset;
        _place = place;
    }

    /// <summary>The bytes that do not change with the version: equal bodies are the same content.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Prepares a resource for its commit under that id, whatever id it was sent with.</summary>
    /// <param name="table">A valid resource; whitespace between its tokens is stripped.</param>
    /// <param name="id">The logical id.</param>
    public static MetaTemplate Create(NodeTable table, string id)
    {
        var meta = table.Root.Child("meta");
        if (!meta.Exists)
            return WithoutMeta(table, id);

        var editor = new BodyEditor(table);
        editor.SetId(id);
        var place = meta.Start + 1;
        var rest = RestOf(table.Utf8.Slice(meta.Start, meta.Length));
        if (rest.Length != meta.Length - 2)
            editor.Replace(place, meta.Length - 2, rest);
        return Cut(table, editor, place, [], new Place(HasMeta: true, HasMore: rest.Length > 0));
    }

    /// <summary>How many bytes <see cref="WriteMarked"/> writes.</summary>
    public int MarkedLength => _body.Length + Before.Length + 1 + After.Length;

    private ReadOnlySpan<byte> Before => _place.HasMeta ? [] : ",\"meta\":{"u8;

    private ReadOnlySpan<byte> After => _place.HasMeta ? (_place.HasMore ? ","u8 : []) : "}"u8;

    /// <summary>The final bytes.</summary>
    /// <param name="version">The version's number, from 1.</param>
    /// <param name="updatedMs">Milliseconds since 1970 UTC.</param>
    public byte[] Write(int version, long updatedMs)
    {
        Span<byte> buffer = stackalloc byte[MaxMembersLength];
        var members = buffer[..WriteMembers(version, updatedMs, buffer)];
        var target = GC.AllocateUninitializedArray<byte>(MarkedLength - 1 + members.Length);
        Write(members, target);
        return target;
    }

    /// <summary>The final bytes with <see cref="MetaMark"/> in place of what the commit decides.</summary>
    /// <param name="target">At least <see cref="MarkedLength"/> bytes.</param>
    public void WriteMarked(Span<byte> target) => Write([MetaMark], target);

    /// <summary>The members that the commit decides, as they stand in the final bytes.</summary>
    /// <param name="version">The version's number, from 1.</param>
    /// <param name="updatedMs">Milliseconds since 1970 UTC.</param>
    /// <param name="target">At least <see cref="MaxMembersLength"/> bytes.</param>
    /// <returns>How many were written.</returns>
    public static int WriteMembers(long version, long updatedMs, Span<byte> target)
    {
        var rest = target;
        Put(ref rest, "\"versionId\":\""u8);
        Utf8Formatter.TryFormat(version, rest, out var count);
        rest = rest[count..];
        Put(ref rest, "\",\"lastUpdated\":\""u8);
        PutTime(ref rest, updatedMs);
        Put(ref rest, "\""u8);
        return target.Length - rest.Length;
    }

    private void Write(ReadOnlySpan<byte> members, Span<byte> target)
    {
        Put(ref target, _body.AsSpan(0, _offset));
        Put(ref target, Before);
        Put(ref target, members);
        Put(ref target, After);
        Put(ref target, _body.AsSpan(_offset));
    }

    private static MetaTemplate WithoutMeta(NodeTable table, string newId)
    {
        // The new meta stands directly behind the id, so the body is cut there.
        var id = table.Root.Child("id");
        var cut = id.Exists ? id.Start + id.Length : BodyEditor.IdPlace(table);
        var editor = new BodyEditor(table);
        if (id.Exists)
            editor.SetId(newId);
        return Cut(table, editor, cut, id.Exists ? [] : BodyEditor.IdMember(newId), new Place(false, false));
    }

    /// <summary>Makes the body out of what stands before the cut, what is new there, and what stands behind
    /// it.</summary>
    private static MetaTemplate Cut(NodeTable table, BodyEditor editor, int cut, byte[] added, Place place)
    {
        var root = table.Root;
        var end = root.Start + root.Length;
        if (!table.IsCompact)
        {
            var head = JsonCompactor.Compact(editor.Write(root.Start, cut)).Span;
            var tail = JsonCompactor.Compact(editor.Write(cut, end)).Span;
            return new MetaTemplate([.. head, .. added, .. tail], head.Length + added.Length, place);
        }

        var before = editor.LengthOf(root.Start, cut);
        var offset = before + added.Length;
        var body = new byte[offset + editor.LengthOf(cut, end)];
        editor.Write(root.Start, cut, body);
        added.CopyTo(body, before);
        editor.Write(cut, end, body.AsSpan(offset));
        return new MetaTemplate(body, offset, place);
    }

    /// <summary>The members of the sender's meta that the sender may decide, joined by commas.</summary>
    private static ReadOnlyMemory<byte> RestOf(ReadOnlyMemory<byte> meta)
    {
        var rest = new List<byte>(meta.Length);
        var hasDropped = false;
        var members = new JsonMembers(meta.Span);
        while (members.Next())
        {
            if (IsSystems(members.Name))
            {
                hasDropped = true;
                continue;
            }

            if (rest.Count > 0)
                rest.Add((byte)',');
            rest.AddRange(meta.Span[members.Start..members.End]);
        }

        return hasDropped ? rest.ToArray() : meta[1..^1];
    }

    /// <summary>Whether the member is the system's to decide. A name may be written with escapes; it means the
    /// same.</summary>
    private static bool IsSystems(ReadOnlySpan<byte> name)
    {
        if (name.Contains((byte)'\\'))
            name = Encoding.UTF8.GetBytes(JsonText.Unescape(name));
        if (name.StartsWith("_"u8))
            name = name[1..];
        return name.SequenceEqual("versionId"u8) || name.SequenceEqual("lastUpdated"u8);
    }

    private static void Put(ref Span<byte> target, scoped ReadOnlySpan<byte> source)
    {
        source.CopyTo(target);
        target = target[source.Length..];
    }

    /// <summary>By hand: every read and every match of a search writes one, and the general formatter takes four
    /// times as long as unpacking the rest of the body.</summary>
    private static void PutTime(ref Span<byte> target, long updatedMs)
    {
        var (date, time) = DateTimeOffset.FromUnixTimeMilliseconds(updatedMs).UtcDateTime;
        var (year, month, day) = date;
        var (hour, minute, second, millisecond) = time;
        "0000-00-00T00:00:00.000Z"u8.CopyTo(target);
        PutDigits(target, 3, year);
        PutDigits(target, 6, month);
        PutDigits(target, 9, day);
        PutDigits(target, 12, hour);
        PutDigits(target, 15, minute);
        PutDigits(target, 18, second);
        PutDigits(target, 22, millisecond);
        target = target[TimeLength..];
    }

    /// <summary>A number into zeroes, its last digit at that place.</summary>
    private static void PutDigits(Span<byte> target, int last, int value)
    {
        for (; value > 0; value /= 10)
            target[last--] = (byte)('0' + (value % 10));
    }

    /// <summary>What surrounds the place: whether a meta is there already, and whether more stands in it.</summary>
    private readonly record struct Place(bool HasMeta, bool HasMore);
}
