namespace Havel.Fhir.Packages;

/// <summary>What the bytes of a file are.</summary>
internal enum ScanOutcome : byte
{
    /// <summary>Not JSON, or not UTF-8, or too deep.</summary>
    Broken,

    /// <summary>JSON, but no resource.</summary>
    Other,

    Resource,
}
