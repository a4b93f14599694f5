namespace Havel.Server.Tests.RealData.Matching;

/// <summary>A search parameter as the matcher knows it.</summary>
/// <param name="Type">The resource type; <c>*</c> for all.</param>
/// <param name="Code">Its name in a query.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Sources">Where in the JSON its values stand.</param>
internal sealed record Parameter(string Type, string Code, Kind Kind, IReadOnlyList<Source> Sources)
{
    /// <summary>The only type its references count for; null for any.</summary>
    public string? Target => Sources[0].Detail is { } detail && Kind == Kind.Reference ? detail : null;

    public override string ToString() => $"{Type}.{Code}";
}
