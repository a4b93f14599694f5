namespace Havel.Fhir.Search;

/// <summary>A text to look for beside codes: <c>code:text=headache</c>.
/// Source: https://hl7.org/fhir/R4/search.html#token.</summary>
/// <param name="Text">As <see cref="SearchText.Normalise"/> gives it; it stands anywhere in the text of the
/// resource.</param>
public sealed record TextValue(string Text) : SearchValue
{
    /// <summary>What the texts of concepts begin with where they are kept together with addresses, so that each is
    /// looked for among its own. No text of a resource may have this sign.</summary>
    public const string Mark = "\u0001";
}
