namespace Havel.Store;

/// <content>Limits of searches.</content>
public static partial class Limits
{
    /// <summary>Queries that one union of a statement has; SQLite allows 500.</summary>
    public const int UnionMembers = 128;
}
