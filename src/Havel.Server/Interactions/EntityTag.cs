namespace Havel.Server.Interactions;

/// <summary>Version numbers as weak entity tags. Source: https://hl7.org/fhir/R4/http.html#versioning.</summary>
internal static class EntityTag
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 64).Select(version => $"W/\"{version}\"")];

    public static string Of(long version) => version < Small.Length ? Small[version] : $"W/\"{version}\"";

    /// <summary>The version an <c>If-Match</c> names; null where it is not one of ours.</summary>
    public static int? Parse(string header)
    {
        var text = header.AsSpan().Trim();
        if (text.StartsWith("W/", StringComparison.Ordinal))
            text = text[2..];

        return int.TryParse(
            text.Trim('"'), System.Globalization.NumberStyles.None, null, out var version) ? version : null;
    }

    /// <summary>Whether an <c>If-None-Match</c> names the tag, alone or in a list, or is the star.</summary>
    public static bool IsNamed(string header, string tag)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var named = header.AsSpan(range).Trim();
            if (named is "*" || named.SequenceEqual(tag) || named.SequenceEqual(tag.AsSpan(2)))
                return true;
        }

        return false;
    }
}
