using System.Text;

namespace Havel.Fhir.Search.Texts;

/// <summary>Takes the endings off a German word, so that <c>Untersuchungen</c> finds <c>Untersuchung</c>. After CISTEM
/// (L. Weissweiler, A. Fraser: Developing a Stemmer for German Based on a Comparative Analysis of Publicly Available
/// Stemmers, GSCL 2017), without its taking off of <c>ge-</c>, so that a word still begins as it is written. Plural
/// <c>s</c> of English words goes too; a stemmer for English there is none.</summary>
internal static class WordStem
{
    private const int Least = 3;
    private const int LeastForTwo = 5;

    /// <summary>The stem of a folded word.</summary>
    public static string Of(string word)
    {
        foreach (var letter in word)
        {
            if (letter is < 'a' or > 'z')
                return word;
        }

        var text = new StringBuilder(word)
            .Replace("sch", "$").Replace("ei", "%").Replace("ie", "&");
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == text[at - 1])
                text[at] = '*';
        }

        while (text.Length > Least && Shorten(text))
        {
        }

        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '*')
                text[at] = text[at - 1];
        }

        return text.Replace("%", "ei").Replace("&", "ie").Replace("$", "sch").ToString();
    }

    private static bool Shorten(StringBuilder text)
    {
        var last = text[^1];
        var before = text[^2];
        if (text.Length > LeastForTwo && (before, last) is ('e', 'm') or ('e', 'r') or ('n', 'd'))
        {
            text.Length -= 2;
            return true;
        }

        if (last is not ('t' or 'e' or 's' or 'n'))
            return false;

        text.Length--;
        return true;
    }
}
