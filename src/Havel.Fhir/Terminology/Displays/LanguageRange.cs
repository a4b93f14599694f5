namespace Havel.Fhir.Terminology.Displays;

/// <summary>One language that somebody reads. Source: https://www.rfc-editor.org/rfc/rfc4647#section-2.1.</summary>
/// <param name="Tag">The language, or <c>*</c> for any.</param>
/// <param name="Weight">How much it is liked, from 0 (not at all) to 1.</param>
internal readonly record struct LanguageRange(string Tag, double Weight)
{
    public bool IsAny => Tag is "*";

    /// <summary>How well a text's language fits: 3 the same, 2 a variety of it, 1 what it is a variety of, 0 not at
    /// all.</summary>
    public int Fit(string? language)
    {
        if (string.IsNullOrEmpty(language))
            return 0;
        if (language.Equals(Tag, StringComparison.OrdinalIgnoreCase))
            return 3;
        if (IsBelow(language, Tag))
            return 2;

        return IsBelow(Tag, language) ? 1 : 0;
    }

    private static bool IsBelow(string special, string general) =>
        special.Length > general.Length && special[general.Length] == '-'
        && special.StartsWith(general, StringComparison.OrdinalIgnoreCase);
}
