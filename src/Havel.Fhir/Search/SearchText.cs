using System.Globalization;
using System.Text;

namespace Havel.Fhir.Search;

/// <summary>The form in which strings are compared: without regard to case, accents and runs of white space.
/// Source: https://hl7.org/fhir/R4/search.html#string.</summary>
public static class SearchText
{
    /// <summary>Folds a text: lower case, accents off (<c>ä</c> is <c>a</c>, <c>ß</c> is <c>ss</c>), white space
    /// trimmed and
    /// collapsed to single blanks, cut to <see cref="Limits.IndexedText"/> characters. Folding twice changes
    /// nothing.</summary>
    public static string Normalise(string text) => IsNormal(text) ? text : Fold(text);

    private static bool IsNormal(string text)
    {
        var blank = true;
        foreach (var letter in text)
        {
            if (letter is >= 'a' and <= 'z' or >= '!' and <= '@')
                blank = false;
            else if (letter != ' ' || blank)
                return false;
            else
                blank = true;
        }

        return (!blank || text.Length == 0) && text.Length <= Limits.IndexedText;
    }

    private static string Fold(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, Limits.IndexedText) + 2);
        var blank = false;
        foreach (var letter in text)
        {
            if (result.Length >= Limits.IndexedText)
                break;

            if (char.IsWhiteSpace(letter))
            {
                blank = result.Length > 0;
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;

            if (blank)
                result.Append(' ');

            blank = false;
            Append(result, BaseLetters.Of(letter));
        }

        result.Length = Math.Min(result.Length, Limits.IndexedText);
        return result.ToString().TrimEnd(' ');
    }

    private static void Append(StringBuilder result, char letter)
    {
        if (BaseLetters.Pair(letter) is { } pair)
            result.Append(pair);
        else
            result.Append(letter);
    }
}
