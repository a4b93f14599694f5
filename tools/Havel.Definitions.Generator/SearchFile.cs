using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>Writes <c>r4-search.bin</c>, which SearchLoader reads.</summary>
internal static class SearchFile
{
    private const int OrBit = 1;
    private const int AndBit = 2;

    /// <summary>The specification's examples of what a search parameter looks like; they define nothing.</summary>
    private static readonly string[] Examples =
    [
        "http://hl7.org/fhir/SearchParameter/example",
        "http://hl7.org/fhir/SearchParameter/example-extension",
        "http://hl7.org/fhir/SearchParameter/example-reference",
    ];

    public static byte[] Write(FhirPackage package)
    {
        var writer = new DefinitionWriter();
        var parameters = package.All("SearchParameter").Where(IsUsable).ToList();
        writer.Number(parameters.Count);
        foreach (var parameter in parameters)
            WriteParameter(writer, parameter);

        var compartments = package.All("CompartmentDefinition").Where(IsOfficial).ToList();
        writer.Number(compartments.Count);
        foreach (var compartment in compartments)
            WriteCompartment(writer, compartment);
        return writer.ToArray();
    }

    /// <summary>Ten extension parameters of CodeSystem and ValueSet name neither a base type nor an
    /// expression.</summary>
    private static bool IsUsable(JsonElement parameter) =>
        parameter.Texts("base").Length > 0 && !Examples.Contains(parameter.Text("url"), StringComparer.Ordinal);

    private static bool IsOfficial(JsonElement compartment) =>
        compartment.Text("url") == $"http://hl7.org/fhir/CompartmentDefinition/{compartment.Text("id")}"
        && compartment.Text("id") != "example";

    private static void WriteParameter(DefinitionWriter writer, JsonElement parameter)
    {
        // R4 states the flags for composites only. Where it leaves them out both hold, as its search page repeats and
        // joins values freely: https://hl7.org/fhir/R4/search.html#combining.
        var bits = (parameter.Flag("multipleOr", otherwise: true) ? OrBit : 0)
            | (parameter.Flag("multipleAnd", otherwise: true) ? AndBit : 0);
        writer.Text(parameter.Text("url"));
        writer.Text(parameter.Text("code"));
        writer.Byte((byte)Enum.Parse<SearchParameterKind>(parameter.Text("type"), ignoreCase: true));
        writer.Byte((byte)UsageOf(parameter));
        writer.Byte((byte)bits);
        writer.Texts(parameter.Texts("base"));
        writer.Text(parameter.Text("expression"));
        writer.Texts(parameter.Texts("target"));
        WriteComponents(writer, [.. parameter.Items("component")]);
        writer.Texts(parameter.Texts("modifier"));
        writer.Texts(parameter.Texts("comparator"));
        writer.Texts(parameter.Texts("chain"));
    }

    private static SearchParameterUsage UsageOf(JsonElement parameter) =>
        Enum.TryParse<SearchParameterUsage>(parameter.Text("xpathUsage"), ignoreCase: true, out var usage)
            ? usage
            : SearchParameterUsage.Other;

    private static void WriteComponents(DefinitionWriter writer, JsonElement[] components)
    {
        writer.Number(components.Length);
        foreach (var component in components)
        {
            writer.Text(JsonReading.WithoutVersion(component.Text("definition")));
            writer.Text(component.Text("expression"));
        }
    }

    private static void WriteCompartment(DefinitionWriter writer, JsonElement compartment)
    {
        var members = compartment.Items("resource").Where(member => member.Texts("param").Length > 0).ToList();
        writer.Text(compartment.Text("code"));
        writer.Number(members.Count);
        foreach (var member in members)
        {
            writer.Text(member.Text("code"));
            writer.Texts(member.Texts("param"));
        }
    }
}
