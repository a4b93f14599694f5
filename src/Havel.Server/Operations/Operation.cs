using Access = Havel.Consent.Callers.Interaction;

namespace Havel.Server.Operations;

/// <summary>A line of <see cref="OperationTable"/>.</summary>
/// <param name="Name">The name as the path writes it, with its dollar sign.</param>
/// <param name="Levels">Where it can be called.</param>
/// <param name="Answer">What carries it out.</param>
internal sealed record Operation(string Name, OperationLevels Levels, OperationHandler Answer)
{
    /// <summary>The types it can be called on at type and instance level; empty for every type.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether it changes anything, so that a GET must not call it.</summary>
    public bool AffectsState { get; init; }

    /// <summary>Whether it goes on where it was when it is called again, so that its process may die
    /// meanwhile.</summary>
    public bool IsResumable { get; init; }

    /// <summary>Whether it can be called on older versions as well:
    /// <c>[type]/[id]/_history/[version]/$name</c>.</summary>
    public bool OnVersions { get; init; }

    /// <summary>What the caller asks the gate for.</summary>
    public Access Access { get; init; } = Access.Read;

    /// <summary>What it does, for the definition of one of our own.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Its parameters, for the definition of one of our own.</summary>
    public IReadOnlyList<OperationInput> Inputs { get; init; } = [];

    /// <summary>The type of its answer, for the definition of one of our own.</summary>
    public string Output { get; init; } = "OperationOutcome";

    /// <summary>The canonical URL of its definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The methods it has, as an <c>Allow</c> header writes them.</summary>
    public string Methods => AffectsState ? "POST" : "GET, HEAD, POST";

    /// <summary>Whether it can be called there.</summary>
    /// <param name="level">The level.</param>
    /// <param name="type">The type, at type and instance level.</param>
    public bool IsAt(OperationLevels level, string? type) =>
        (Levels & level) != OperationLevels.None
        && (level == OperationLevels.System || Types.Count == 0
            || Types.Contains(type, StringComparer.Ordinal));
}
