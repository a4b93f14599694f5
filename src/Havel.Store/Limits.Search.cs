namespace Havel.Store;

/// <content>Limits of searches.</content>
public static partial class Limits
{
    /// <summary>Queries that one union of a statement has; SQLite allows 500.</summary>
    public const int UnionMembers = 128;

    /// <summary>Slots or types of a sort key whose indexes are walked one after the other; a key of more is sorted as a
    /// whole.</summary>
    public const int WalkedStreams = 16;

    /// <summary>Rows of a sort key's index that are read at a time, at least.</summary>
    public const int WalkedRows = 64;

    /// <summary>Rows of a sort key's index that are read at a time, at most.</summary>
    public const int WalkedAtMost = 16_384;

    /// <summary>Matches that are sorted by what stands in the resources themselves: about 10 microseconds
    /// each.</summary>
    public const int SortedByText = 20_000;

    /// <summary>Rows of a driving clause that are counted for who asks how a search is run.</summary>
    public const int ExplainedRows = 1_000_000;
}
