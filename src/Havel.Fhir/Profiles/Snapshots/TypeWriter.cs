using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Writes the types of an element.</summary>
internal readonly struct TypeWriter(Utf8JsonWriter json)
{
    private const string FhirType = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";

    public void Write(ProfileElement element)
    {
        if (element.Types.Count == 0)
            return;

        json.WriteStartArray("type");
        foreach (var type in element.Types)
        {
            json.WriteStartObject();
            if (IsOfFhirPath(element))
                WriteSystemType(type.Code);
            else
                json.WriteString("code", type.Code);
            WriteList("profile", type.Profiles);
            WriteList("targetProfile", type.TargetProfiles);
            WriteAggregation(type.Aggregation);
            if (type.Versioning != ProfileVersioning.Either)
                json.WriteString("versioning", type.Versioning.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Ids, urls of extensions and the values of primitives are typed by FHIRPath. Source:
    /// https://hl7.org/fhir/R4/extension-structuredefinition-fhir-type.html.</summary>
    private static bool IsOfFhirPath(ProfileElement element)
    {
        if (element.Base?.Path is not { } path)
            return false;

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return path is "Element.id" or "Resource.id" or "Extension.url"
            || (dot > 0 && path.AsSpan(dot).SequenceEqual(".value")
                && FhirDefinitions.R4.FindType(path[..dot]) is { IsPrimitive: true });
    }

    private void WriteSystemType(string code)
    {
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", FhirType);
        json.WriteString("valueUrl", code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("code", "http://hl7.org/fhirpath/System." + code switch
        {
            "boolean" => "Boolean",
            "integer" or "unsignedInt" or "positiveInt" => "Integer",
            "decimal" => "Decimal",
            "date" => "Date",
            "dateTime" or "instant" => "DateTime",
            "time" => "Time",
            _ => "String",
        });
    }

    private void WriteList(string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void WriteAggregation(ProfileAggregation aggregation)
    {
        if (aggregation == ProfileAggregation.None)
            return;

        json.WriteStartArray("aggregation");
        foreach (var mode in Enum.GetValues<ProfileAggregation>())
        {
            if (mode != ProfileAggregation.None && aggregation.HasFlag(mode))
                json.WriteStringValue(mode.ToString().ToLowerInvariant());
        }

        json.WriteEndArray();
    }
}
