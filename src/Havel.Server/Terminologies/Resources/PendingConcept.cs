namespace Havel.Server.Terminologies.Resources;

/// <summary>A concept whose object is being read.</summary>
internal sealed class PendingConcept
{
    /// <summary>Its ordinal once it is written, before that -1.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>Whether the code was there before.</summary>
    public bool IsRepeated { get; set; }

    public string? Code { get; set; }

    public string? Display { get; set; }

    public string? Definition { get; set; }

    public bool IsInactive { get; private set; }

    public bool IsAbstract { get; private set; }

    public List<(string? Language, string? Use, string Value)> Designations { get; } = [];

    public List<(string Code, string Type, string Value, string? System)> Properties { get; } = [];

    /// <summary>Takes a property, and what the common ones say of the concept itself.
    /// Source: https://hl7.org/fhir/R4/codesystem.html#defined-props.</summary>
    public void Take(string code, string type, string value, string? system)
    {
        Properties.Add((code, type, value, system));
        IsInactive |= (code is "inactive" && value is "true")
            || (code is "status" && value is "inactive" or "retired" or "deprecated");
        IsAbstract |= code is "notSelectable" or "abstract" && value is "true";
    }
}
