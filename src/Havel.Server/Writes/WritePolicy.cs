namespace Havel.Server.Writes;

/// <summary>What an operator decides about writes; see docs/rest.md.</summary>
public sealed record WritePolicy
{
    public static readonly WritePolicy Default = new();

    /// <summary>Whether a system may make a resource by PUT under an id of its own. Nobody else ever may: an id that is
    /// hidden and one that is free have to look alike (docs/decisions/0002-writes-do-not-betray.md).</summary>
    public bool UpdateCreates { get; init; } = true;

    /// <summary>How many resources one conditional delete may take.</summary>
    public MatchPolicy ConditionalDelete { get; init; } = MatchPolicy.Single;

    /// <summary>What becomes of references that lead nowhere.</summary>
    public IntegrityMode Integrity { get; init; } = IntegrityMode.Off;
}
