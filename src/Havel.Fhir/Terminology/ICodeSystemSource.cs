namespace Havel.Fhir.Terminology;

/// <summary>Where large code systems come from that are not kept in memory: the store.</summary>
public interface ICodeSystemSource
{
    /// <summary>The system in that version, or the newest for null; null where it is not there.</summary>
    ICodeSystem? Find(string url, string? version);

    /// <summary>The versions of a system that are there; empty for none.</summary>
    IReadOnlyList<string> VersionsOf(string url);
}
