using System.Net;
using System.Text;

namespace Havel.Server.Intake;

/// <summary>Links in narratives: <c>a href</c> and <c>img src</c>, which change along with references.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal static class NarrativeLinks
{
    private static readonly string[] Attributes = [" href=", " src="];

    /// <summary>The narrative with other links.</summary>
    /// <param name="narrative">Valid XHTML.</param>
    /// <param name="resolve">The new text of a link, or null to leave it; the flag tells a Reference, which these are
    /// not.</param>
    /// <returns>Null where nothing changes.</returns>
    public static string? Rewrite(string narrative, Func<string, bool, string?> resolve)
    {
        StringBuilder? rewritten = null;
        var done = 0;
        while (Next(narrative, done) is { } link)
        {
            rewritten ??= new StringBuilder(narrative.Length);
            rewritten.Append(narrative, done, link.Start - done);
            var text = WebUtility.HtmlDecode(narrative[link.Start..link.End]);
            rewritten.Append(resolve(text, false) is { } other
                ? WebUtility.HtmlEncode(other)
                : narrative[link.Start..link.End]);
            done = link.End;
        }

        var result = rewritten?.Append(narrative, done, narrative.Length - done).ToString();
        return string.Equals(result, narrative, StringComparison.Ordinal) ? null : result;
    }

    /// <summary>Where the next link's text stands.</summary>
    private static (int Start, int End)? Next(string narrative, int from)
    {
        var first = int.MaxValue;
        foreach (var attribute in Attributes)
        {
            var at = narrative.IndexOf(attribute, from, StringComparison.Ordinal);
            if (at >= 0)
                first = Math.Min(first, at + attribute.Length);
        }

        if (first >= narrative.Length || narrative[first] is not ('"' or '\''))
            return first >= narrative.Length ? null : Next(narrative, first);

        var end = narrative.IndexOf(narrative[first], first + 1);
        return end < 0 ? null : (first + 1, end);
    }
}
