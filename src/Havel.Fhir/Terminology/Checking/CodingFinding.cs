namespace Havel.Fhir.Terminology.Checking;

/// <summary>What was found of one coding.</summary>
internal sealed class CodingFinding(ConceptCoding coding)
{
    public ConceptCoding Coding { get; } = coding;

    /// <summary>Whether the value set, or else the system, has the code.</summary>
    public bool IsMember { get; set; }

    public ICodeSystem? System { get; set; }

    public Concept Concept { get; set; } = Concept.None;

    public string? SystemUrl { get; set; } = coding.System;

    public string? Display { get; set; }

    public string? UnknownSystem { get; set; }

    public List<TerminologyIssue> Issues { get; } = [];

    public bool HasError => Issues.Exists(issue => issue.IsError);
}
