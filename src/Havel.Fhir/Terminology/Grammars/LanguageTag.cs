namespace Havel.Fhir.Terminology.Grammars;

/// <summary>A language tag taken apart. Source: https://www.rfc-editor.org/rfc/rfc5646#section-2.1.</summary>
internal sealed class LanguageTag
{
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);

    private LanguageTag()
    {
    }

    /// <summary>A part, such as <c>region</c>; the language in small letters. Null where the tag has none.</summary>
    public string? this[string part] => _parts.GetValueOrDefault(part);

    /// <summary>Takes a tag apart; null where it breaks the rule.</summary>
    public static LanguageTag? Parse(string text)
    {
        var subtags = text.Split('-');
        foreach (var subtag in subtags)
        {
            if (subtag.Length is 0 or > 8 || !subtag.All(char.IsAsciiLetterOrDigit))
                return null;
        }

        var tag = new LanguageTag();
        var at = 0;
        if (subtags[0] is "i" or "I" && subtags.Length > 1)
        {
            tag._parts["language"] = text.ToLowerInvariant();
            return tag;
        }

        if (subtags[0] is not ("x" or "X"))
        {
            if (!tag.TakeLanguage(subtags, ref at))
                return null;

            tag.Take("script", subtags, ref at, part => part.Length == 4 && part.All(char.IsAsciiLetter));
            tag.Take("region", subtags, ref at, IsRegion);
            while (tag.Take("variant", subtags, ref at, IsVariant))
            {
                // Variants may be many.
            }
        }

        return tag.TakeExtensions(subtags, ref at) && at == subtags.Length ? tag : null;
    }

    private bool TakeLanguage(string[] subtags, ref int at)
    {
        if (subtags[0].Length < 2 || !subtags[0].All(char.IsAsciiLetter))
            return false;

        _parts["language"] = subtags[at++].ToLowerInvariant();
        for (var i = 0; i < 3 && subtags[0].Length <= 3; i++)
        {
            if (!Take("ext-lang", subtags, ref at, part => part.Length == 3 && part.All(char.IsAsciiLetter)))
                break;
        }

        return true;
    }

    private bool TakeExtensions(string[] subtags, ref int at)
    {
        while (at < subtags.Length && subtags[at].Length == 1)
        {
            var isPrivate = subtags[at] is "x" or "X";
            var first = at++;
            while (at < subtags.Length && (isPrivate || subtags[at].Length > 1))
                at++;

            if (at == first + 1)
                return false;

            _parts[isPrivate ? "private-use" : "extension"] = string.Join('-', subtags[first..at]);
        }

        return true;
    }

    private bool Take(string part, string[] subtags, ref int at, Func<string, bool> fits)
    {
        if (at >= subtags.Length || !fits(subtags[at]))
            return false;

        _parts[part] = subtags[at++];
        return true;
    }

    private static bool IsRegion(string part) =>
        (part.Length == 2 && part.All(char.IsAsciiLetter)) || (part.Length == 3 && part.All(char.IsAsciiDigit));

    private static bool IsVariant(string part) =>
        part.Length >= 5 || (part.Length == 4 && char.IsAsciiDigit(part[0]));
}
