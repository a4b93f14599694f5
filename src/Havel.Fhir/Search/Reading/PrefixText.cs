namespace Havel.Fhir.Search.Reading;

/// <summary>The two letters before an ordered value. Source: https://hl7.org/fhir/R4/search.html#prefix.</summary>
internal static class PrefixText
{
    /// <summary>Takes the prefix off; without one it is <c>eq</c>. Values start with a digit or a sign, so two letters
    /// can
    /// only be a prefix.</summary>
    /// <returns>The prefix, or null for two letters that are none.</returns>
    public static SearchPrefix? Take(ref string value)
    {
        if (value.Length < 2 || !char.IsAsciiLetter(value[0]) || !char.IsAsciiLetter(value[1]))
            return SearchPrefix.Equal;

        SearchPrefix? prefix = value[..2] switch
        {
            "eq" => SearchPrefix.Equal,
            "ne" => SearchPrefix.NotEqual,
            "gt" => SearchPrefix.Greater,
            "lt" => SearchPrefix.Less,
            "ge" => SearchPrefix.GreaterOrEqual,
            "le" => SearchPrefix.LessOrEqual,
            "sa" => SearchPrefix.StartsAfter,
            "eb" => SearchPrefix.EndsBefore,
            "ap" => SearchPrefix.Approximately,
            _ => null,
        };
        value = prefix is null ? value : value[2..];
        return prefix;
    }
}
