namespace Havel.Fhir;

/// <content>Limits of conditions within conditions.</content>
public static partial class Limits
{
    /// <summary>Types that all chains of one search may lead to together: a chain without a type is tried for each type
    /// that it may mean, at each of its references.</summary>
    public const int SearchBranches = 200;

    /// <summary>Parentheses, brackets and <c>not</c> within each other in a <c>_filter</c>.</summary>
    public const int FilterNesting = 20;

    /// <summary>Comparisons in one <c>_filter</c>.</summary>
    public const int FilterTerms = 100;
}
