namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>An attempt to learn of h: one or more requests in a row of the table in docs/two-worlds.md.</summary>
/// <param name="Row">The row's number.</param>
/// <param name="Calls">The requests in their order.</param>
internal sealed record Probe(int Row, IReadOnlyList<Call> Calls)
{
    /// <summary>A single GET.</summary>
    public static Probe Get(int row, string target, string headers = "") =>
        new(row, [new Call("GET", target) { Headers = headers }]);

    /// <summary>A search with all its pages.</summary>
    public static Probe Walk(int row, string target) => new(row, [new Call("GET", target) { IsWalked = true }]);

    public override string ToString() => $"row {Row}: {string.Join(" THEN ", Calls)}";
}
