namespace Havel.Server.Terminologies;

/// <summary>The formats that can be imported.</summary>
internal static class ReleaseFormats
{
    private delegate Release? Opening(SourceFiles files, TerminologyOptions options, ImportWatch watch);

    private static readonly (string Name, Opening Open)[] Known =
    [
        ("snomed", Snomed.SnomedRelease.TryOpen),
        ("loinc", Loinc.LoincRelease.TryOpen),
        ("claml", Claml.ClamlRelease.TryOpen),
        ("fhir", Resources.CodeSystemRelease.TryOpen),
        ("atc", Atc.AtcRelease.TryOpen),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(format => format.Name)];

    /// <summary>The release that the files are.</summary>
    /// <exception cref="SourceFault">No format fits them, or they are faulty.</exception>
    public static Release Open(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        foreach (var (name, open) in Known)
        {
            if (options.Format is null || string.Equals(options.Format, name, StringComparison.Ordinal))
            {
                if (open(files, options, watch) is { } release)
                    return release;
            }
        }

        throw new SourceFault(options.Format is null
            ? "The files are no release that is known: SNOMED CT RF2 (snapshot), LOINC (Loinc.csv), ClaML, a FHIR "
                + "CodeSystem in JSON, or an ATC table. Name the format with --format to hear what is missing."
            : $"The files lack what a release of the format {options.Format} has.");
    }
}
