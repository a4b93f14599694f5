namespace Havel.Fhir.Packages;

/// <summary>The address of a conformance resource, taken apart: <c>http://example.org/vs|1.0#part</c>.
/// Source: https://hl7.org/fhir/R4/datatypes.html#canonical.</summary>
/// <param name="Url">The address without version and fragment.</param>
/// <param name="Version">The business version behind <c>|</c>; null where none is named.</param>
/// <param name="Fragment">What stands behind <c>#</c>: the id of something contained; null where there is
/// none.</param>
public readonly record struct Canonical(string Url, string? Version = null, string? Fragment = null)
{
    /// <summary>Takes a canonical apart. Any text is some canonical; an empty version or fragment counts as
    /// none.</summary>
    public static Canonical Parse(string text)
    {
        string? fragment = null;
        string? version = null;
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var hash = text.IndexOf('#', Math.Max(bar, 0));
        if (hash >= 0)
        {
            fragment = Filled(text[(hash + 1)..]);
            text = text[..hash];
        }

        if (bar >= 0)
        {
            version = Filled(text[(bar + 1)..]);
            text = text[..bar];
        }

        return new Canonical(text, version, fragment);
    }

    /// <summary>The canonical as FHIR writes it.</summary>
    public override string ToString() =>
        Url + (Version is null ? string.Empty : "|" + Version) + (Fragment is null ? string.Empty : "#" + Fragment);

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
