using System.Text;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>The backslash before <c>, | $ \</c>. Source: https://hl7.org/fhir/R4/search.html#escaping.</summary>
internal static class Escapes
{
    /// <summary>The pieces between a separator that is not escaped, their escapes still in them.</summary>
    public static IReadOnlyList<string> Split(string value, char separator)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
                i++;
            else if (value[i] == separator)
                (pieces, start) = ([.. pieces, value[start..i]], i + 1);
        }

        return [.. pieces, value[start..]];
    }

    public static string Remove(string value)
    {
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length)
                i++;

            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    public static string Add(string plain) => plain.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("$", "\\$", StringComparison.Ordinal);
}
