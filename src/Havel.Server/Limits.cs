namespace Havel.Server;

/// <summary>Every limit of the server in one place; each is also a promise to whoever runs it.</summary>
internal static class Limits
{
    /// <summary>Bytes of a request body: a transaction of some thousand resources fits.</summary>
    public const int MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of the request line; longer searches go through POST _search.</summary>
    public const int MaxRequestLineBytes = 16 * 1024;

    /// <summary>Bytes of all request headers together.</summary>
    public const int MaxHeaderBytes = 32 * 1024;

    /// <summary>Name-value pairs of one query.</summary>
    public const int MaxQueryPairs = 200;

    /// <summary>Entries of one batch or transaction.</summary>
    public const int MaxBundleEntries = 10_000;

    /// <summary>Entries of a List that <c>_list</c> of a history follows.</summary>
    public const int MaxHistoryMembers = 1_000;

    /// <summary>How often a write is prepared anew because somebody else was faster; after that the answer is
    /// 503.</summary>
    public const int MaxWriteAttempts = 20;

    /// <summary>Resources that one conditional delete may take.</summary>
    public const int MaxConditionalDeletes = 1_000;

    /// <summary>Entries of one page; a larger _count gets this many.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>Entries of one page when the request names no _count.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>How long a page token can be redeemed, so that a stolen link dies by itself.</summary>
    public static readonly TimeSpan PageTokenLife = TimeSpan.FromHours(1);

    /// <summary>Bearer tokens whose verified claims are kept, so that a signature is checked once and not per
    /// request.</summary>
    public const int MaxCachedTokens = 10_000;

    /// <summary>Characters of an Authorization header worth looking at.</summary>
    public const int MaxTokenLength = 8 * 1024;

    /// <summary>How long a token from <c>havel token</c> is valid unless asked otherwise.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    /// <summary>Steps up Organization.partOf that count as the same house; deeper trees end here.</summary>
    public const int MaxOrganizationDepth = 10;

    /// <summary>Bytes of one line or file on import; what is longer is reported and skipped without being
    /// held.</summary>
    public const int MaxImportItemBytes = 64 * 1024 * 1024;

    /// <summary>Characters of an id. Source: https://hl7.org/fhir/R4/datatypes.html#id.</summary>
    public const int MaxIdLength = 64;

    /// <summary>Nodes of an answer that is written as XML: a page of the greatest size with the largest resources
    /// fits.</summary>
    public const int MaxAnswerNodes = 40_000_000;

    /// <summary>Issues listed in one OperationOutcome.</summary>
    public const int MaxIssues = 100;

    /// <summary>Values in one answer of $fhirpath, traces included.</summary>
    public const int MaxFhirPathItems = 20_000;

    /// <summary>Stored resources that one evaluation may resolve.</summary>
    public const int MaxFhirPathReads = 200;

    /// <summary>Stored resources that the references of one validated resource may lead to.</summary>
    public const int MaxValidationReads = 200;

    /// <summary>Bytes that the files of one terminology release may unpack to: SNOMED CT with all of its full files
    /// takes about 6 GB.</summary>
    public const long MaxTerminologyBytes = 16L << 30;

    /// <summary>Files in one terminology release.</summary>
    public const int MaxTerminologyFiles = 20_000;

    /// <summary>Bytes of one line of a terminology release; SNOMED CT's longest have some thousand.</summary>
    public const int MaxTerminologyLine = 4 * 1024 * 1024;

    /// <summary>Nesting of JSON in a terminology release; two for each level of concepts.</summary>
    public const int MaxTerminologyDepth = 256;

    /// <summary>How often a server looks what others that share its database have changed of what all requests depend
    /// on.</summary>
    public static readonly TimeSpan SharedLook = TimeSpan.FromSeconds(1);

    /// <summary>How often a running server looks for code systems that were imported.</summary>
    public static readonly TimeSpan TerminologyLook = TimeSpan.FromSeconds(5);

    /// <summary>Entries of one document, the composition included.</summary>
    public const int MaxDocumentEntries = 2_000;

    /// <summary>Observations that $lastn looks through for one answer.</summary>
    public const int MaxLastObservations = 100_000;

    /// <summary>Deletions that an erasure has under way at once.</summary>
    public const int ErasedResources = 500;

    /// <summary>Requests of one caller that are answered later and not forgotten yet.</summary>
    public const int MaxJobs = 20;

    /// <summary>Requests that one process answers later at the same time.</summary>
    public const int RunningJobs = 2;

    /// <summary>Bytes of an answer that is kept.</summary>
    public const int MaxJobBytes = 64 * 1024 * 1024;

    /// <summary>How long a request that is answered later is kept.</summary>
    public static readonly TimeSpan JobLife = TimeSpan.FromHours(24);

    /// <summary>How long its answer is given out; later it is made anew.</summary>
    public static readonly TimeSpan JobResultLife = TimeSpan.FromMinutes(10);

    /// <summary>How often a process says that it still works on one.</summary>
    public static readonly TimeSpan JobBeat = TimeSpan.FromSeconds(10);

    /// <summary>After what silence another process takes it over.</summary>
    public static readonly TimeSpan JobSilence = TimeSpan.FromSeconds(60);

    /// <summary>Processors up to which a small write is prepared by the thread that received it.</summary>
    public const int FewProcessors = 2;

    /// <summary>Bytes of a body that is prepared in a tenth of a millisecond.</summary>
    public const int SmallBodyBytes = 4 << 10;
}
