namespace Havel.Fhir.Terminology.Rules;

/// <summary>What was found of a code system.</summary>
/// <param name="System">The system; null where there is none of that version, or nothing of its codes.</param>
/// <param name="Url">The system's address.</param>
/// <param name="Version">The version that was asked for, or null.</param>
/// <param name="Known">The versions there are.</param>
/// <param name="Fault">What speaks against it: not there, or not of the version the request checks for; else
/// null.</param>
internal sealed record SystemLookup(
    ICodeSystem? System, string Url, string? Version, IReadOnlyList<string> Known, TerminologyIssue? Fault)
{
    /// <summary>The address with the version found.</summary>
    public string Canonical => System?.Version is { } version ? $"{Url}|{version}" : Url;
}
