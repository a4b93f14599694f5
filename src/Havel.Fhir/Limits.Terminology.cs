namespace Havel.Fhir;

/// <content>Limits of terminology.</content>
public static partial class Limits
{
    /// <summary>Value sets whose compiled form is kept for one state of the conformance resources.</summary>
    public const int KeptValueSets = 20_000;

    /// <summary>Greatest depth of value sets that include each other.</summary>
    public const int ValueSetNesting = 32;

    /// <summary>Value sets that one value set may include, directly and through others.</summary>
    public const int ValueSetSteps = 2_000;

    /// <summary>Matches of regular expressions for one value set: expressions times concepts.</summary>
    public const long FilterRegexMatches = 4_000_000;

    /// <summary>Matches that making one regular expression costs as much as.</summary>
    public const int FilterRegexMaking = 10_000;

    /// <summary>Concepts of a system up to which a filter is tried on all of them once, and its answers kept.</summary>
    public const int TriedConcepts = 1_000_000;

    /// <summary>Characters of a regular expression in a value set's filter.</summary>
    public const int FilterRegexCharacters = 1_000;

    /// <summary>Milliseconds one match of a value set's regular expression may take.</summary>
    public const int FilterRegexMilliseconds = 100;

    /// <summary>Bytes of a code that is checked against a grammar.</summary>
    public const int GrammarCodeBytes = 1_000;

    /// <summary>Codes of one grammar that are remembered.</summary>
    public const int RememberedGrammarCodes = 4_096;

    /// <summary>Codes of one expansion; a value set with more has to be asked for in pages or with a filter.</summary>
    public const int ExpandedCodes = 20_000;

    /// <summary>Depth of codes in one another in an expansion; what is deeper stands beside its parent. Every reader of
    /// JSON or XML can follow this far.</summary>
    public const int ExpansionNesting = 100;

    /// <summary>Concepts looked at for one expansion.</summary>
    public const int ExpansionSteps = 2_000_000;

    /// <summary>Expansions kept for one state of the conformance resources.</summary>
    public const int KeptExpansions = 64;

    /// <summary>Codes up to which an expansion is kept.</summary>
    public const int KeptExpansionCodes = 5_000;
}
