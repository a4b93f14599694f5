using Havel.Fhir.Packages;

namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>Value sets that nobody writes down because their address says what is in them.
/// Sources: https://hl7.org/fhir/R4/snomedct.html#implicit, https://hl7.org/fhir/R4/loinc.html#implicit,
/// https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.valueSet.</summary>
internal static class ImplicitValueSets
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";

    // How the address of a value set differs from that of its code system.
    private static readonly (string There, string Here)[] Habits =
        [("/ValueSet/", "/CodeSystem/"), ("/ValueSet-", "/CodeSystem-"), ("/vs/", "/cs/"), ("?fhir_vs", "")];

    /// <summary>The value set an address stands for, or null.</summary>
    /// <param name="catalog">Where the code systems are that name a value set of all their codes.</param>
    /// <param name="url">The address without version.</param>
    /// <param name="version">The version asked for, or null.</param>
    public static ValueSetDefinition? Find(ConformanceCatalog catalog, string url, string? version)
    {
        if (url.StartsWith(Snomed, StringComparison.Ordinal))
            return OfSnomed(url);
        if (url.StartsWith(Loinc + "/vs", StringComparison.Ordinal))
            return OfLoinc(url);

        return OfWholeSystem(catalog, url, version);
    }

    private static ValueSetDefinition? OfSnomed(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
            return null;

        // The part before the mark may name an edition and its version: http://snomed.info/sct/[module]/version/[date].
        var edition = url[..mark];
        var version = edition.Length > Snomed.Length ? edition : null;
        return url[(mark + 1)..] switch
        {
            "fhir_vs" => Make(url, Snomed, version),
            ['f', 'h', 'i', 'r', '_', 'v', 's', '=', 'i', 's', 'a', '/', .. var code] =>
                Make(url, Snomed, version, new ConceptFilter("concept", "is-a", code)),
            ['f', 'h', 'i', 'r', '_', 'v', 's', '=', 'r', 'e', 'f', 's', 'e', 't', '/', .. var code] =>
                Make(url, Snomed, version, new ConceptFilter("concept", "in", "refset:" + code)),
            ['f', 'h', 'i', 'r', '_', 'v', 's', '=', 'e', 'c', 'l', '/', .. var expression] =>
                Make(url, Snomed, version, new ConceptFilter("constraint", "=", Uri.UnescapeDataString(expression))),
            _ => null,
        };
    }

    private static ValueSetDefinition? OfLoinc(string url) => url[(Loinc.Length + "/vs".Length)..] switch
    {
        "" => Make(url, Loinc, null),
        ['/', 'L', 'L', ..] => Make(
            url, Loinc, null, new ConceptFilter("answers-for", "=", url[(Loinc.Length + "/vs/".Length)..])),
        ['/', .. var part] => Make(url, Loinc, null, new ConceptFilter("ancestor", "=", part)),
        _ => null,
    };

    // To look into every code system would mean to read them all; those that name such a value set follow this habit.
    private static ValueSetDefinition? OfWholeSystem(ConformanceCatalog catalog, string url, string? version)
    {
        foreach (var (there, here) in Habits)
        {
            var system = url.Replace(there, here, StringComparison.Ordinal);
            if (system.Length == url.Length && string.Equals(system, url, StringComparison.Ordinal))
                continue;

            if (catalog.Find("CodeSystem", version is null ? system : $"{system}|{version}") is not { } resource)
                continue;

            var table = CompiledResources.System(resource);
            if (table is not null && (there is "?fhir_vs"
                || string.Equals(Canonical.Parse(table.ValueSet ?? "").Url, url, StringComparison.Ordinal)))
            {
                return Make(url, system, version) with { Version = table.Version };
            }
        }

        return null;
    }

    private static ValueSetDefinition Make(
        string url, string system, string? version, params ConceptFilter[] filters) =>
        new()
        {
            Url = url,
            Status = "active",
            Includes = [new ValueSetInclude { System = system, Version = version, Filters = filters }],
        };
}
