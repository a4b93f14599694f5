using System.Globalization;
using System.Text;

namespace Havel.Fhir.Search;

/// <summary>The form in which strings are compared: without regard to case, accents and runs of white space.
/// Source: https://hl7.org/fhir/R4/search.html#string.</summary>
public static class SearchText
{
    /// <summary>Folds a text; folding twice changes nothing.</summary>
    public static string Normalise(string text) => text.Normalize(NormalizationForm.FormKD).ToLower(CultureInfo.InvariantCulture);
}
