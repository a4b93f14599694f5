using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>Changes places in a resource's bytes; every byte that no change covers stays as it was sent.</summary>
public sealed class BodyEditor
{
    private readonly NodeTable _table;
    private readonly List<Splice> _splices = [];

    public BodyEditor(NodeTable table) => _table = table;

    /// <summary>Whether anything is to be changed.</summary>
    public bool HasChanges => _splices.Count > 0;

    /// <summary>Puts bytes in the place of others.</summary>
    /// <param name="start">Offset in <see cref="NodeTable.Utf8"/>.</param>
    /// <param name="length">Number of bytes replaced; 0 inserts.</param>
    /// <param name="replacement">What stands there instead.</param>
    public void Replace(int start, int length, ReadOnlyMemory<byte> replacement) =>
        _splices.Add(new Splice(start, length, replacement, _splices.Count));

    /// <summary>Gives a string node another text, as for a reference that gets its target's id.</summary>
    public void ReplaceText(Node node, string text) => Replace(node.Start, node.Length, Quote(text));

    /// <summary>Sets the resource's id, in its place or directly behind <c>resourceType</c>.</summary>
    public void SetId(string id)
    {
        var node = _table.Root.Child("id");
        if (!node.Exists)
            Replace(IdPlace(_table), 0, IdMember(id));
        else if (!Ascii.Equals(node.RawText, id))
            ReplaceText(node, id);
    }

    /// <summary>The resource with all changes; whitespace around it is left out.</summary>
    public byte[] Write()
    {
        var root = _table.Root;
        return Write(root.Start, root.Start + root.Length);
    }

    /// <summary>The bytes of a range with the changes that start in it. Changes must not overlap.</summary>
    internal byte[] Write(int from, int to)
    {
        var target = new byte[LengthOf(from, to)];
        Write(from, to, target);
        return target;
    }

    /// <summary>The number of bytes that writing the range gives.</summary>
    internal int LengthOf(int from, int to)
    {
        var length = to - from;
        foreach (var splice in _splices)
        {
            if (splice.Start >= from && splice.Start < to)
                length += splice.Replacement.Length - splice.Length;
        }

        return length;
    }

    /// <summary>Writes the range with the changes that start in it into as many bytes as <see cref="LengthOf"/>
    /// says.</summary>
    internal void Write(int from, int to, Span<byte> target)
    {
        var source = _table.Utf8.Span;
        _splices.Sort();
        foreach (var splice in _splices)
        {
            if (splice.Start < from || splice.Start >= to)
                continue;

            Put(ref target, source[from..splice.Start]);
            Put(ref target, splice.Replacement.Span);
            from = splice.Start + splice.Length;
        }

        Put(ref target, source[from..to]);
    }

    private static void Put(ref Span<byte> target, ReadOnlySpan<byte> source)
    {
        source.CopyTo(target);
        target = target[source.Length..];
    }

    /// <summary>A JSON string with quotes; only what JSON demands is escaped.</summary>
    internal static byte[] Quote(string text)
    {
        var encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        var quoted = new byte[encoded.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        encoded.CopyTo(quoted.AsSpan(1));
        return quoted;
    }

    /// <summary>Where an id is inserted: behind resourceType.</summary>
    internal static int IdPlace(NodeTable table)
    {
        var members = new JsonMembers(table.Root.RawValue);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("resourceType"u8))
                return table.Root.Start + members.End;
        }

        throw new InvalidOperationException("The parser let a resource without resourceType pass.");
    }

    /// <summary>The id as a member behind another one.</summary>
    internal static byte[] IdMember(string id) => [.. ",\"id\":"u8, .. Quote(id)];

    private readonly record struct Splice(int Start, int Length, ReadOnlyMemory<byte> Replacement, int Order)
        : IComparable<Splice>
    {
        public int CompareTo(Splice other) =>
            Start != other.Start ? Start.CompareTo(other.Start) : Order.CompareTo(other.Order);
    }
}
