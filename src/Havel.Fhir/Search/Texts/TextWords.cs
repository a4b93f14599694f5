using System.Text;

namespace Havel.Fhir.Search.Texts;

/// <summary>The words of a text as full text search compares them: letters and digits, folded like strings
/// (<see cref="SearchText"/>), without endings.</summary>
public static class TextWords
{
    private const int LongestWord = 64;

    /// <summary>The words in their order, with single blanks between; empty for none.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(text.Length);
        Append(text, words);
        return words.ToString();
    }

    /// <summary>Adds the words of a text.</summary>
    internal static void Append(ReadOnlySpan<char> text, StringBuilder words)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!IsOfWord(text[at]))
            {
                at++;
                continue;
            }

            var begin = at;
            while (at < text.Length && IsOfWord(text[at]))
                at++;

            if (at - begin <= LongestWord)
                Word(text[begin..at].ToString(), words);
        }
    }

    /// <summary>A word as it stands in the index, without its ending unless it is a beginning only.</summary>
    internal static string Folded(string word, bool isBeginning)
    {
        var folded = SearchText.Normalise(word);
        return isBeginning ? folded : WordStem.Of(folded);
    }

    internal static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter);

    private static void Word(string word, StringBuilder words)
    {
        var folded = Folded(word, isBeginning: false);
        if (folded.Length == 0)
            return;

        if (words.Length > 0)
            words.Append(' ');

        words.Append(folded);
    }
}
