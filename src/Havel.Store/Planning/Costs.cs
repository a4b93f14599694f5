namespace Havel.Store.Planning;

/// <summary>What the parts of a plan take, in microseconds on the machine of docs/performance.md. They choose between
/// ways whose costs differ by orders of magnitude, so nothing hangs on their second digit.</summary>
internal static class Costs
{
    /// <summary>A row that is sorted before it is answered.</summary>
    public const double Sorted = 1;

    /// <summary>A resource found through a reference.</summary>
    public const double Linked = 5;

    /// <summary>To read the next row of a source.</summary>
    public static double Scan(RowSource source) => source switch
    {
        LinkRows => Linked,
        UpdatedRows or WordRows => 1.5,
        IdRows => 2,
        UnionRows union => union.Sources.Count == 0 ? 0 : union.Sources.Max(Scan),
        _ => 0.12,
    };

    /// <summary>To check a condition on a row.</summary>
    public static double Check(Condition condition) => condition switch
    {
        Permitted => 0.05,
        Dated => 0.3,
        HasRow { Seek: { IsProbe: false } } or HasId or HasWords => 0.5,
        HasRow { Seek.Test: TokenTest test } => Math.Min(test.Values.Count, 4) * 1.5,
        HasRow => 2,
        HasParts => 4,
        WasUpdated => 1.5,
        Not not => Check(not.Inner),
        AnyOf any => any.Conditions.Sum(Check),
        AllOf all => all.Conditions.Sum(Check),
        Planning.Linked { Way: LinkWay.Set } => 0.5,
        Planning.Linked linked => 6 + linked.Link.Other.Conditions.Sum(Check),
        _ => 2,
    };
}
