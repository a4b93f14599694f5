namespace Havel.Fhir.Terminology;

/// <summary>What validation, FHIRPath and search ask of terminology. Safe for several threads; nothing in it reads
/// files or networks.</summary>
public interface ITerminology
{
    /// <summary>Whether a code is in a value set. The answer for a member of a value set that was met before allocates
    /// nothing.</summary>
    /// <param name="valueSet">Canonical URL, with <c>|version</c> where one is meant.</param>
    /// <param name="value">The code.</param>
    CodeCheck Check(string valueSet, in CodedValue value);

    /// <summary>Whether a code is in its own code system.</summary>
    CodeCheck CheckCode(in CodedValue value);

    /// <summary>Whether one code of a system is the other or stands above it; null where that cannot be
    /// said.</summary>
    /// <param name="system">Canonical URL, with <c>|version</c> where one is meant.</param>
    /// <param name="general">The code that may stand above.</param>
    /// <param name="special">The code that may stand below.</param>
    bool? Subsumes(string system, string general, string special);

    /// <summary>The members of a value set, for search by <c>:in</c> and <c>:not-in</c>.</summary>
    /// <param name="valueSet">Canonical URL, with <c>|version</c> where one is meant.</param>
    /// <param name="limit">The greatest number worth having.</param>
    CodeList Members(string valueSet, int limit);

    /// <summary>A code with everything that stands below it, or above it, for search by <c>:below</c> and
    /// <c>:above</c>.</summary>
    /// <param name="system">Canonical URL, with <c>|version</c> where one is meant.</param>
    /// <param name="code">The code; part of the answer itself.</param>
    /// <param name="isBelow">Whether the codes below are meant, not those above.</param>
    /// <param name="limit">The greatest number worth having.</param>
    CodeList Closure(string system, string code, bool isBelow, int limit);
}
