namespace Havel.Store.Planning;

/// <summary>How a link is followed.</summary>
internal enum LinkWay : byte
{
    /// <summary>All linked resources are found once, beginning with the other side, and looked up for each row: right
    /// where the other side is few.</summary>
    Set,

    /// <summary>The link is followed anew for each row: right where the rows are few.</summary>
    Probe,
}
