using Havel.Fhir.Parsing;
using Havel.Store.Bodies;
using Havel.Store.Writing;

namespace Havel.Store.Migrating;

/// <summary>Packs bodies that an older program stored plain, where what comes out again is the same byte for byte; they
/// are readable either way.</summary>
/// <param name="table"><c>resource</c> or <c>history</c>.</param>
/// <param name="key">The column that numbers its rows.</param>
/// <param name="after">The last row looked at.</param>
internal sealed class PackTask(string table, string key, long after) : WriterTask
{
    /// <summary>The last row looked at; null behind the end.</summary>
    public long? Last { get; private set; }

    public override void Run(WriterState state, long lastCommit)
    {
        var packed = new List<(long Row, byte[] Body)>();
        Last = null;
        var rows = state.Connection.Cached($"""
            SELECT {key}, version, updated, body FROM {table} WHERE {key} > ?1 AND deleted = 0
            ORDER BY {key} LIMIT {Limits.ReindexedResources}
            """);
        rows.Bind(1, after);
        while (rows.Step())
        {
            Last = rows.Int64(0);
            var body = rows.Blob(3).ToArray();
            if (body.Length > 0 && body[0] == (byte)'{' && Pack(state, body, rows.Int64(1), rows.Int64(2)) is { } small)
                packed.Add((rows.Int64(0), small));
        }

        rows.Reset();
        foreach (var (row, body) in packed)
        {
            var update = state.Connection.Cached($"UPDATE {table} SET body = ?2 WHERE {key} = ?1");
            update.Bind(1, row);
            update.BindBlob(2, body);
            update.Run();
        }
    }

    public override void Publish(WriterState state)
    {
    }

    private static byte[]? Pack(WriterState state, byte[] body, long version, long updated)
    {
        var nodes = state.Parser.Parse(body);
        if (nodes.Root.TextOf("id") is not { } id)
            return null;

        var packed = BodyCodec.Pack(nodes.Root.Type.Name, MetaTemplate.Create(nodes, id));
        return BodyCodec.Unpack(packed, version, updated).AsSpan().SequenceEqual(body) ? packed : null;
    }
}
