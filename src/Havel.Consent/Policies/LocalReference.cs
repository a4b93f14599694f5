using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>A reference by which a rule names a person, an organisation or a resource.</summary>
/// <param name="Target"><c>Type/id</c>, or <c>identifier:system|value</c>, or whatever else was written.</param>
/// <param name="IsLiteral">Whether <paramref name="Target"/> is a relative literal reference.</param>
/// <param name="HasVersion">Whether it named one version; <paramref name="Target"/> is without it.</param>
internal readonly record struct LocalReference(string Target, bool IsLiteral, bool HasVersion)
{
    /// <summary>Reads a <c>Reference</c>; null where it names nothing. The server makes absolute references under its
    /// own
    /// base relative before they come here.</summary>
    public static LocalReference? From(Node reference)
    {
        if (reference.TextOf("reference") is { } literal)
            return Parse(literal);

        var identifier = reference.Child("identifier");
        return identifier.TextOf("value") is { } value
            ? new($"identifier:{identifier.TextOf("system")}|{value}", IsLiteral: false, HasVersion: false)
            : null;
    }

    /// <summary>The type part of a literal reference.</summary>
    public ReadOnlySpan<char> TargetType() =>
        IsLiteral ? Target.AsSpan(0, Target.IndexOf('/', StringComparison.Ordinal)) : [];

    private static LocalReference Parse(string literal)
    {
        var parts = literal.Split('/');
        var isLiteral = parts.Length is 2 or 4
            && parts[0].Length > 0
            && char.IsAsciiLetterUpper(parts[0][0])
            && parts[1].Length > 0
            && (parts.Length == 2 || string.Equals(parts[2], "_history", StringComparison.Ordinal));
        return isLiteral
            ? new LocalReference($"{parts[0]}/{parts[1]}", IsLiteral: true, HasVersion: parts.Length == 4)
            : new LocalReference(literal, IsLiteral: false, HasVersion: false);
    }
}
