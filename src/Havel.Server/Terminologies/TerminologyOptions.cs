namespace Havel.Server.Terminologies;

/// <summary>What the person at the command line says of a release beyond its files.</summary>
/// <param name="Format">The format, or null to find it out.</param>
/// <param name="Url">The canonical URL in place of the format's own, or null.</param>
/// <param name="Version">The version in place of what the files say, or null.</param>
/// <param name="Language">The language of displays (BCP 47), or null for the format's own.</param>
internal sealed record TerminologyOptions(string? Format, string? Url, string? Version, string? Language);
