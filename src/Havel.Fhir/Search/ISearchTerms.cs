using Havel.Fhir.Terminology;

namespace Havel.Fhir.Search;

/// <summary>What a search asks of terminology. Whoever hands it to the parser sees to it that a value set which the
/// caller may not read is one that does not exist.</summary>
public interface ISearchTerms
{
    /// <summary>The members of a value set.</summary>
    /// <param name="valueSet">A canonical address, with <c>|version</c> where one is meant, or a reference to a
    /// resource of this server (<c>ValueSet/23</c>).</param>
    /// <param name="limit">The greatest number worth having.</param>
    CodeList Members(string valueSet, int limit);

    /// <summary>A code with everything below it, or above it.</summary>
    /// <param name="system">The code system.</param>
    /// <param name="code">The code; part of the answer itself.</param>
    /// <param name="isBelow">Whether the codes below are meant, not those above.</param>
    /// <param name="limit">The greatest number worth having.</param>
    CodeList Closure(string system, string code, bool isBelow, int limit);
}
