namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>One write of the history, done by the system at an instant of its own.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Id">The resource's id.</param>
/// <param name="Body">What is put; null for a deletion.</param>
internal sealed record Step(string Type, string Id, string? Body)
{
    /// <summary>In which worlds B this write did not happen, or another happened instead.</summary>
    public HiddenKind Hidden { get; init; }

    /// <summary>The patients whose it is: ids without type; empty for directory data.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>What is put instead, where the step is hidden; null where nothing is.</summary>
    public string? Other { get; init; }

    public string Path => $"{Type}/{Id}";
}
