namespace Havel.Store.Planning;

/// <summary>Which of the rows that a range comparison fits. Rows are ordered by where they begin, and what ends late
/// can begin anywhere; but nearly all rows are narrow, so that those can be found by where they begin, and the few wide
/// ones by an index of their own.</summary>
internal enum RangePart
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that begin so late that narrow ones fit; wide ones among them too.</summary>
    Late,

    /// <summary>The wide ones that begin before those.</summary>
    Wide,
}
