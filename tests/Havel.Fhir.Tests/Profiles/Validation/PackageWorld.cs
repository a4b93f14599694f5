using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Havel.Fhir.Terminology;
using Havel.Tests.Shared;

namespace Havel.Fhir.Tests.Profiles.Validation;

/// <summary>The packages of ISiK and of the core data set with their examples; read once for all tests.</summary>
internal static class PackageWorld
{
    private static readonly string[] Names =
    [
        "de.basisprofil.r4-1.5.4", "de.gematik.isik-basismodul-4.0.3", "de.gematik.isik-vitalparameter-4.0.1",
        "de.ihe-d.terminology-3.0.1", "hl7.fhir.uv.extensions.r4-5.2.0", "hl7.terminology.r4-6.4.0",
        "de.medizininformatikinitiative.kerndatensatz.meta-2025.0.0",
        "de.medizininformatikinitiative.kerndatensatz.person-2025.0.0",
        "de.medizininformatikinitiative.kerndatensatz.laborbefund-2025.0.2",
        "de.medizininformatikinitiative.kerndatensatz.prozedur-2025.0.0",
    ];

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<IReadOnlyList<FhirPackage>> Packages = new(() => [.. Names.Select(Read)]);

    private static readonly Lazy<ResourceValidator> Validator = new(() =>
    {
        var catalog = ConformanceCatalog.Core.With(Packages.Value);
        return new ResourceValidator(
            new ProfileLibrary(catalog), new TerminologyEngine(catalog), new() { Clock = TimeProvider.System });
    });

    /// <summary>An example by its file name, as JSON without whitespace.</summary>
    public static string Example(string name)
    {
        var example = Packages.Value.SelectMany(package => package.Examples)
            .First(each => Path.GetFileNameWithoutExtension(each.Path) == name);
        return JsonNode.Parse(example.Read().Span)!.ToJsonString(Compact);
    }

    /// <summary>Errors and warnings.</summary>
    public static IReadOnlyList<ValidationIssue> Faults(string json) =>
        [.. Validator.Value.ValidateJson(Encoding.UTF8.GetBytes(json))
            .Where(issue => issue.Severity != IssueSeverity.Information)];

    private static FhirPackage Read(string name)
    {
        using var file = File.OpenRead(SharedData.Path($"packages/{name}.tgz"));
        return PackageReader.Read(file, new PackageLimits { KeepExamples = true }).Package!;
    }
}
