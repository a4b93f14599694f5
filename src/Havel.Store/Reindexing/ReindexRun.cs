namespace Havel.Store.Reindexing;

/// <summary>The row of <c>reindex</c>: one run at a time. It works in parts, each a stretch of resource numbers: their
/// rows are put, then rows of that stretch that belong to nothing are swept out.</summary>
/// <param name="Type">Resource type; empty for all.</param>
/// <param name="Parameter">Search parameter; empty for all.</param>
/// <param name="Next">The part under way begins behind this number.</param>
/// <param name="Done">Resources of the parts that are done.</param>
/// <param name="Total">Resources there were when it began.</param>
/// <param name="Mended">Resources of which something was missing or wrong.</param>
/// <param name="Removed">Rows that belonged to nothing.</param>
internal sealed record ReindexRun(
    string Type, string Parameter, long Next, long Done, long Total, long Mended, long Removed)
{
    public ReindexScope Scope => new(
        Type.Length == 0 ? null : Type, Parameter.Length == 0 ? null : Parameter);

    /// <summary>Whether words of full text are within.</summary>
    public bool HasWords => Parameter is "" or "_text" or "_content";
}
