using System.Text;

namespace Havel.Fhir.Search.Reading;

/// <summary>The separators of search values and their escapes. Source:
/// https://hl7.org/fhir/R4/search.html#escaping.</summary>
internal static class EscapedText
{
    /// <summary>Splits at a separator that no backslash stands before; the pieces keep their escapes.</summary>
    public static List<string> Split(string value, char separator)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\')
            {
                at++;
            }
            else if (value[at] == separator)
            {
                pieces.Add(value[start..at]);
                start = at + 1;
            }
        }

        pieces.Add(value[start..]);
        return pieces;
    }

    /// <summary>Takes the escapes off: <c>\,</c> <c>\|</c> <c>\$</c> <c>\\</c>. A backslash before anything else is
    /// kept.</summary>
    public static string Unescape(string value)
    {
        if (!value.Contains('\\'))
            return value;

        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length && IsEscaped(value[at + 1]))
                at++;

            text.Append(value[at]);
        }

        return text.ToString();
    }

    private static bool IsEscaped(char letter) => letter is ',' or '|' or '$' or '\\';
}
