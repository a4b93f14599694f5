namespace Havel.Fhir;

/// <content>Limits of validation.</content>
public static partial class Limits
{
    /// <summary>Number of findings after which a validation gives up.</summary>
    public const int ValidationIssues = 1000;

    /// <summary>Greatest number of profiles within each other (type profiles, extensions, targets of references) that
    /// one validation follows.</summary>
    public const int ValidationNesting = 64;

    /// <summary>Greatest number of elements of one profile's snapshot; real ones stay under 3,000.</summary>
    public const int ProfileElements = 50_000;

    /// <summary>Answers of the terminology that a validator remembers for one value set.</summary>
    public const int RememberedCodes = 16 * 1024;

    /// <summary>Greatest number of bytes of a coding whose answer is remembered.</summary>
    public const int RememberedCodingBytes = 512;

    /// <summary>Addresses of profiles that a validator remembers although nobody knows them.</summary>
    public const int UnknownCanonicals = 16 * 1024;

    /// <summary>Greatest number of steps of a discriminator's path.</summary>
    public const int DiscriminatorSteps = 32;
}
