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

    /// <summary>Sets of slots and units of codes that the writer knows to be on disk; each takes about 20
    /// bytes.</summary>
    public const int SeenForms = 200_000;

    /// <summary>Rows by which the planner sees whether few different texts stand in a slot.</summary>
    public const int SampledTexts = 512;

    /// <summary>Different texts among these that still are few.</summary>
    public const int FewTexts = 64;

    /// <summary>Rows that are read on the way to a page and the few matches behind it that are counted; where there are
    /// more, they are counted by themselves.</summary>
    public const int CountedOnTheWay = 500;

    /// <summary>Rows with one value that a walk comes past before the order of all who share it is found
    /// apart.</summary>
    public const int TiedRows = 64;

    /// <summary>Matches that are sorted by what stands in the resources themselves: about 10 microseconds
    /// each.</summary>
    public const int SortedByText = 20_000;

    /// <summary>Rows of a driving clause that are counted for who asks how a search is run.</summary>
    public const int ExplainedRows = 1_000_000;
}
