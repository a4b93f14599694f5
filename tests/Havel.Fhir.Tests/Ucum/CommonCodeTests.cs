using System.Text.Json;
using Havel.Definitions.Generator;
using Havel.Fhir.Ucum;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Ucum;

public sealed class CommonCodeTests
{
    private const string Package = "packages/hl7.fhir.r4.core-4.0.1.tgz";

    [SharedFact(Package)]
    public void Every_code_of_the_value_set_of_common_units_is_a_unit()
    {
        var set = FhirPackage.Read(SharedData.Path(Package))
            .Find("ValueSet", "http://hl7.org/fhir/ValueSet/ucum-common");
        var codes = set!.Value.GetProperty("compose").GetProperty("include").EnumerateArray()
            .SelectMany(include => include.GetProperty("concept").EnumerateArray())
            .Select(concept => concept.GetProperty("code").GetString()!)
            .ToList();
        Assert.True(codes.Count > 1000);
        Assert.All(codes, code => Assert.True(UcumUnit.TryParse(code, out _, out var fault), fault?.Message));
    }

    [SharedFact("data/mii")]
    public void Every_unit_of_the_core_data_set_examples_is_a_unit()
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        var folder = SharedData.Path("data/mii");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            Collect(document.RootElement, faults);
        }

        Assert.Empty(faults);
    }

    private static void Collect(JsonElement element, HashSet<string> faults)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, faults);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;

        if (element.TryGetProperty("system", out var system) && system.ValueEquals(UcumUnit.System)
            && element.TryGetProperty("code", out var code) && UcumUnit.Find(code.GetString()!) is null)
            faults.Add(code.GetString()!);
        foreach (var member in element.EnumerateObject())
            Collect(member.Value, faults);
    }
}
