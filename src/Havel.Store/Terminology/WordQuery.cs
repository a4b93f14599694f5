using System.Text;

namespace Havel.Store.Terminology;

/// <summary>A filter of an expansion as a full-text query: every word the beginning of a word.
/// Source: https://sqlite.org/fts5.html#full_text_query_syntax.</summary>
internal static class WordQuery
{
    private const int MostWords = 20;

    /// <summary>The query; null where the filter has no letter or digit to look for.</summary>
    public static string? Of(string filter)
    {
        var query = new StringBuilder();
        var words = 0;
        for (var at = 0; at < filter.Length && words < MostWords;)
        {
            var length = WordLength(filter, at);
            if (length == 0)
            {
                at++;
                continue;
            }

            query.Append(words++ == 0 ? "\"" : " \"").Append(filter, at, length).Append("\"*");
            at += length;
        }

        return words == 0 ? null : query.ToString();
    }

    /// <summary>Letters, digits and what combines with them: nothing that has a meaning in a query.</summary>
    private static int WordLength(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at])
            || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark))
            at++;
        return at - start;
    }
}
