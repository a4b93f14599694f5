namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Choice elements by the name of one of their types: <c>valueQuantity</c> for <c>value[x]</c>.
/// Source: https://hl7.org/fhir/R4/formats.html#choice.</summary>
internal static class ChoiceNames
{
    private const string Mark = "[x]";

    public static bool IsChoice(string name) => name.EndsWith(Mark, StringComparison.Ordinal);

    /// <summary>What stands behind the choice's own name, such as <c>Quantity</c>; null where the name is not of this
    /// choice.</summary>
    public static string? TypePart(string choice, string name)
    {
        if (!IsChoice(choice))
            return null;

        var stem = choice.AsSpan(0, choice.Length - Mark.Length);
        return name.Length > stem.Length && name.AsSpan().StartsWith(stem, StringComparison.Ordinal)
            && char.IsAsciiLetterUpper(name[stem.Length]) ? name[stem.Length..] : null;
    }

    /// <summary>The type among those allowed that is written so in a name; null for none.</summary>
    public static ProfileType? TypeOf(string choice, string name, IReadOnlyList<ProfileType> types)
    {
        if (TypePart(choice, name) is not { } part)
            return null;

        foreach (var type in types)
        {
            if (IsWritten(type.Code, part))
                return type;
        }

        return null;
    }

    private static bool IsWritten(string code, string part) =>
        code.Length == part.Length && char.ToUpperInvariant(code[0]) == part[0]
            && code.AsSpan(1).SequenceEqual(part.AsSpan(1));
}
