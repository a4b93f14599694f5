namespace Havel.Server.Terminologies.Snomed;

/// <summary>The identifiers that the import has to know. Source: https://docs.snomed.org/.</summary>
internal static class SnomedIds
{
    public const string System = "http://snomed.info/sct";
    public const long IsA = 116680003;
    public const long FullySpecifiedName = 900000000000003001;
    public const long Synonym = 900000000000013009;
    public const long Definition = 900000000000550004;
    public const long Preferred = 900000000000548007;
    public const long FullyDefined = 900000000000073002;
    public const long International = 900000000000207008;

    /// <summary>The module of the German edition.</summary>
    public const long Germany = 11000274103;
}
