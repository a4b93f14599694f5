namespace Havel.Fhir;

/// <content>Custom search parameters and terminology in search.</content>
public static partial class Limits
{
    /// <summary>Greatest length of a custom search parameter's code.</summary>
    public const int SearchCodeCharacters = 64;

    /// <summary>Codes that the value sets and closures of one parameter of a search may come to. A look-up takes about
    /// a microsecond.</summary>
    public const int SearchCodes = 10_000;

    /// <summary>Characters of an address by which it can be found with <c>:below</c>.</summary>
    public const int IndexedUri = 2_048;
}
