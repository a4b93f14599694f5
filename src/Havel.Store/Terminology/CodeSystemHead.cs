namespace Havel.Store.Terminology;

/// <summary>What is said of a whole code system. Source: https://hl7.org/fhir/R4/codesystem.html.</summary>
/// <param name="Url">Canonical URL.</param>
/// <param name="Version">Its version; several lie side by side.</param>
public sealed record CodeSystemHead(string Url, string Version)
{
    /// <summary>Its name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The language of displays that name none (BCP 47), or null.</summary>
    public string? Language { get; init; }

    public bool IsCaseSensitive { get; init; } = true;

    /// <summary>Whether this is all of the system, and not a fragment.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The value set of all its codes, or null.</summary>
    public string? ValueSet { get; init; }

    /// <summary>Publication status, such as <c>active</c>.</summary>
    public string Status { get; init; } = "active";

    public bool IsExperimental { get; init; }

    /// <summary>The publisher's notice, shown by the list of systems; null where the files have none.</summary>
    public string? Copyright { get; init; }
}
