namespace Havel.Fhir.Search;

/// <summary><c>_text</c> or <c>_content</c>: one word, the beginning of one, or words that follow one another. Source:
/// https://hl7.org/fhir/R4/search.html#text.</summary>
/// <param name="IsContent">Whether all texts are meant, and not the narrative alone.</param>
/// <param name="Words">Words as the index has them; one where <paramref name="IsBeginning"/>.</param>
/// <param name="IsBeginning">Whether the word only begins so.</param>
public sealed record TextClause(bool IsContent, IReadOnlyList<string> Words, bool IsBeginning) : SearchClause;
