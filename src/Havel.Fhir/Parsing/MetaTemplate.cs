using System.Buffers.Text;
using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>A resource's compact bytes without <c>meta.versionId</c> and <c>meta.lastUpdated</c>, and the one place
/// where
/// the committer puts both once it knows them. Source: https://hl7.org/fhir/R4/resource.html#Meta.</summary>
public sealed class MetaTemplate
{
    private const int TimeLength = 24;
    private readonly byte[] _body;
    private readonly int _offset;
    private readonly bool _hasMeta;
    private readonly bool _hasMore;

    private MetaTemplate(byte[] body, int offset, bool hasMeta, bool hasMore)
    {
        _body = body;
        _offset = offset;
        _hasMeta = hasMeta;
        _hasMore = hasMore;
    }

    /// <summary>The bytes that do not change with the version: equal bodies are the same content.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Prepares a resource for its commit under that id, whatever id it was sent with.</summary>
    /// <param name="table">A valid resource; whitespace between its tokens is stripped.</param>
    /// <param name="id">The logical id.</param>
    public static MetaTemplate Create(NodeTable table, string id)
    {
        var root = table.Root;
        var meta = root.Child("meta");
        if (!meta.Exists)
            return WithoutMeta(table, id);

        var editor = new BodyEditor(table);
        editor.SetId(id);
        var rest = RestOf(meta.RawValue);
        var place = meta.Start + 1;
        editor.Replace(place, meta.Length - 2, rest);
        var after = editor.Write(place, root.Start + root.Length);
        return Join(table, editor.Write(root.Start, place), after, true, rest.Length > 0);
    }

    /// <summary>The final bytes.</summary>
    /// <param name="version">The version's number, from 1.</param>
    /// <param name="updatedMs">Milliseconds since 1970 UTC.</param>
    public byte[] Write(int version, long updatedMs)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(version, digits, out var count);
        var before = _hasMeta ? "\"versionId\":\""u8 : ",\"meta\":{\"versionId\":\""u8;
        var between = "\",\"lastUpdated\":\""u8;
        var after = _hasMeta ? (_hasMore ? "\","u8 : "\""u8) : "\"}"u8;
        var inserted = before.Length + count + between.Length + TimeLength + after.Length;

        var target = new byte[_body.Length + inserted];
        var rest = target.AsSpan();
        Put(ref rest, _body.AsSpan(0, _offset));
        Put(ref rest, before);
        Put(ref rest, digits[..count]);
        Put(ref rest, between);
        PutTime(ref rest, updatedMs);
        Put(ref rest, after);
        Put(ref rest, _body.AsSpan(_offset));
        return target;
    }

    private static MetaTemplate WithoutMeta(NodeTable table, string newId)
    {
        // The new meta stands directly behind the id, so the body is cut there.
        var root = table.Root;
        var end = root.Start + root.Length;
        var id = root.Child("id");
        var cut = id.Exists ? id.Start + id.Length : BodyEditor.IdPlace(table);
        var editor = new BodyEditor(table);
        if (id.Exists)
            editor.SetId(newId);
        var before = editor.Write(root.Start, cut);
        if (!id.Exists)
            before = [.. before, .. BodyEditor.IdMember(newId)];
        return Join(table, before, editor.Write(cut, end), false, false);
    }

    private static MetaTemplate Join(
        NodeTable table, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, bool hasMeta, bool hasMore)
    {
        if (!table.IsCompact)
            (head, tail) = (JsonCompactor.Compact(head), JsonCompactor.Compact(tail));

        var body = new byte[head.Length + tail.Length];
        head.Span.CopyTo(body);
        tail.Span.CopyTo(body.AsSpan(head.Length));
        return new MetaTemplate(body, head.Length, hasMeta, hasMore);
    }

    /// <summary>The members of the sender's meta that the sender may decide, joined by commas.</summary>
    private static byte[] RestOf(ReadOnlySpan<byte> meta)
    {
        var rest = new List<byte>(meta.Length);
        var members = new JsonMembers(meta);
        while (members.Next())
        {
            // A name may be written with escapes; it means the same.
            var name = members.Name;
            if (name.Contains((byte)'\\'))
                name = Encoding.UTF8.GetBytes(JsonText.Unescape(name));
            if (name.StartsWith("_"u8))
                name = name[1..];
            if (name.SequenceEqual("versionId"u8) || name.SequenceEqual("lastUpdated"u8))
                continue;

            if (rest.Count > 0)
                rest.Add((byte)',');
            rest.AddRange(meta[members.Start..members.End]);
        }

        return [.. rest];
    }

    private static void Put(ref Span<byte> target, scoped ReadOnlySpan<byte> source)
    {
        source.CopyTo(target);
        target = target[source.Length..];
    }

    private static void PutTime(ref Span<byte> target, long updatedMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(updatedMs).UtcDateTime;
        time.TryFormat(target, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        target = target[TimeLength..];
    }
}
