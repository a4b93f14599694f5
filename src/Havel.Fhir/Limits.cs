namespace Havel.Fhir;

/// <summary>Every limit of this room, so that hostile input ends in an issue and not in the machine's
/// exhaustion.</summary>
public static partial class Limits
{
    /// <summary>Steps one FHIRPath evaluation may take: items visited, compared or produced.</summary>
    public const int FhirPathSteps = 5_000_000;

    /// <summary>Nesting of parentheses, functions, operators and path steps in one FHIRPath expression.</summary>
    public const int FhirPathNesting = 250;

    /// <summary>Characters in one FHIRPath expression.</summary>
    public const int FhirPathLength = 64 * 1024;

    /// <summary>Characters in a string that a FHIRPath expression builds.</summary>
    public const int FhirPathString = 1024 * 1024;

    /// <summary>Values in one collection of a FHIRPath evaluation, its result included.</summary>
    public const int FhirPathItems = 1_000_000;

    /// <summary>Values that a buffer of FHIRPath evaluations keeps room for; beyond that the memory is given
    /// back.</summary>
    public const int FhirPathKeptItems = 4 * 1024;

    /// <summary>Characters in a regular expression of a FHIRPath expression.</summary>
    public const int FhirPathPattern = 4 * 1024;

    /// <summary>Milliseconds one regular expression of a FHIRPath expression may run.</summary>
    public const int FhirPathRegexMilliseconds = 250;

    /// <summary>Greatest size of one resource in bytes, checked before anything is allocated: 16 MiB.</summary>
    public const int ResourceBytes = 16 * 1024 * 1024;

    /// <summary>Greatest depth of objects within objects. Real resources stay under 20; deep Questionnaires reach
    /// 30.</summary>
    public const int Nesting = 64;

    /// <summary>The depth no setting can exceed, because the parser descends by recursion.</summary>
    public const int HardNesting = 256;

    /// <summary>Greatest number of nodes of one resource (a node takes 24 bytes).</summary>
    public const int Nodes = 2_000_000;

    /// <summary>Number of issues after which a parse gives up.</summary>
    public const int Issues = 100;

    /// <summary>Greatest length of a string in characters. Source:
    /// https://hl7.org/fhir/R4/datatypes.html#string.</summary>
    public const int StringCharacters = 1024 * 1024;

    /// <summary>Greatest depth of elements within a narrative's XHTML.</summary>
    public const int XhtmlNesting = 100;

    /// <summary>Greatest number of bytes of the sender's text that an issue repeats.</summary>
    public const int QuotedBytes = 60;

    /// <summary>Nodes that a reused parser keeps room for between resources; beyond that the memory is given
    /// back.</summary>
    public const int KeptNodes = 16 * 1024;

    /// <summary>Greatest page size of a search; a larger <c>_count</c> is cut to it.
    /// Source: https://hl7.org/fhir/R4/search.html#count.</summary>
    public const int PageSize = 1000;

    /// <summary>Page size of a search where none is asked for.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Characters of a string that the index holds; longer texts are found by their beginning.</summary>
    public const int IndexedText = 512;

    /// <summary>Greatest number of parameters of one search.</summary>
    public const int SearchParameters = 64;

    /// <summary>Greatest number of values joined by comma in one search parameter.</summary>
    public const int SearchAlternatives = 500;

    /// <summary>Greatest number of places joined by comma in one <c>near</c>: each is up to a dozen seeks.</summary>
    public const int SearchPlaces = 20;

    /// <summary>Nesting of brackets and negations in one <c>_text</c> or <c>_content</c>.</summary>
    public const int SearchTextNesting = 20;

    /// <summary>Greatest number of references a search parameter follows, by chain or <c>_has</c>.</summary>
    public const int SearchHops = 20;

    /// <summary>Greatest number of keys of <c>_sort</c>.</summary>
    public const int SortKeys = 5;

    /// <summary>Greatest length of one search parameter's value in characters.</summary>
    public const int SearchValueCharacters = 16 * 1024;

    /// <summary>Greatest size of a package's files together, unpacked: 1 GiB. The largest published packages have
    /// 100 to 200 MB.</summary>
    public const long PackageBytes = 1024L * 1024 * 1024;

    /// <summary>Greatest size of one file of a package: 64 MiB. The largest CodeSystem in use has about 20.</summary>
    public const int PackageEntryBytes = 64 * 1024 * 1024;

    /// <summary>Greatest number of files of a package; the largest published ones have about 10,000.</summary>
    public const int PackageFiles = 50_000;

    /// <summary>How many times larger than packed a package may be; those published reach 17.</summary>
    public const int PackageRatio = 100;

    /// <summary>Nesting of objects and arrays in the JSON of a package; the parser's limit applies
    /// later.</summary>
    public const int PackageJsonDepth = 2 * HardNesting;

    /// <summary>Issues that the reading of one package lists.</summary>
    public const int PackageIssues = 200;

    /// <summary>Greatest number of nodes of a conformance resource: a CodeSystem of a million concepts fits.</summary>
    public const int ConformanceNodes = 8_000_000;

    /// <summary>Faults of a published conformance resource up to which its table is still of use.</summary>
    public const int ConformanceIssues = 1_000;

    /// <summary>Operations of one patch: a patch reads the resource again for each, so this bounds its work.</summary>
    public const int PatchOperations = 500;

    /// <summary>Characters of a selector of an XML Patch.</summary>
    public const int PatchSelector = 4_000;
}
