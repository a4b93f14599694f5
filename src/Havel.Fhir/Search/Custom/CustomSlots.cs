using System.Globalization;

namespace Havel.Fhir.Search.Custom;

/// <summary>How the slots of custom parameters are named: <c>Type.code#registration</c>, with a suffix where a
/// parameter has several.</summary>
public static class CustomSlots
{
    private const char Mark = '#';

    /// <summary>The name of the first slot on a type.</summary>
    public static string NameOf(string type, string code, long registration) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}.{code}{Mark}{registration}");

    /// <summary>The registration a slot belongs to; null for R4's own slots.</summary>
    public static long? RegistrationOf(string name)
    {
        var mark = name.LastIndexOf(Mark);
        if (mark < 0)
            return null;

        var end = mark + 1;
        while (end < name.Length && char.IsAsciiDigit(name[end]))
            end++;

        return long.TryParse(
            name.AsSpan(mark + 1, end - mark - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
