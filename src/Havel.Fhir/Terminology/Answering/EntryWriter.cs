using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Displays;
using Havel.Fhir.Terminology.Expanding;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Writes the entries of an expansion.</summary>
internal sealed class EntryWriter(Utf8JsonWriter json, ExpansionView view)
{
    private const string PropertyExtension =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";

    private const string Languages = "urn:ietf:bcp:47";

    /// <summary>Writes an entry, but not its end, so that others can stand within it.</summary>
    public void Start(ExpansionEntry entry)
    {
        json.WriteStartObject();
        WriteExtensions(entry);
        json.WriteString("system", entry.System);
        if (entry.IsAbstract)
            json.WriteBoolean("abstract", true);
        if (entry.IsInactive)
            json.WriteBoolean("inactive", true);

        json.WriteString("code", entry.Code);
        var texts = new ConceptTexts(entry.Display, entry.CodeSystem?.Language, entry.Designations);
        var picked = texts.Pick(view.Languages);
        AnswerJson.WriteText(json, "display", picked?.Value);
        if (view.HasDesignations is true)
            WriteDesignations(texts, picked);
    }

    /// <summary>The properties that appear in the entries, each once.</summary>
    public List<PropertyDefinition> Properties(IEnumerable<ExpansionEntry> entries)
    {
        var found = new Dictionary<string, PropertyDefinition>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var property in EntryProperties.Of(entry, view.Properties))
            {
                if (!found.ContainsKey(property.Code))
                    found.Add(property.Code, EntryProperties.Definition(entry, property));
            }
        }

        return [.. found.Values];
    }

    private void WriteExtensions(ExpansionEntry entry)
    {
        var repeated = (entry.Concept.Exists ? entry.CodeSystem!.ExtensionsOf(entry.Concept) : [])
            .Concat(entry.Listed?.Extensions ?? [])
            .Where(extension => ConceptUris.Repeated.Contains(extension.Url, StringComparer.Ordinal))
            .ToList();
        var properties = EntryProperties.Of(entry, view.Properties);
        if (repeated.Count == 0 && properties.Count == 0)
            return;

        json.WriteStartArray("extension");
        AnswerJson.WriteExtensions(json, repeated);
        foreach (var property in properties)
            WriteProperty(property);

        json.WriteEndArray();
    }

    private void WriteProperty(ConceptProperty property)
    {
        json.WriteStartObject();
        json.WriteStartArray("extension");
        AnswerJson.WriteExtensions(json, [new ConceptExtension("code", "Code", property.Code)]);
        json.WriteStartObject();
        json.WriteString("url", "value");
        if (property.Coding is { } coding)
        {
            json.WritePropertyName("valueCoding");
            AnswerJson.WriteCoding(json, coding);
        }
        else
        {
            AnswerJson.WriteValue(json, property.Type, property.Value);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("url", PropertyExtension);
        json.WriteEndObject();
    }

    private void WriteDesignations(ConceptTexts texts, Designation? picked)
    {
        var others = texts.Others(picked).Where(IsWanted).ToList();
        if (others.Count == 0)
            return;

        json.WriteStartArray("designation");
        foreach (var designation in others)
        {
            json.WriteStartObject();
            if (designation.Extensions.Any(IsShown))
            {
                json.WriteStartArray("extension");
                AnswerJson.WriteExtensions(json, designation.Extensions.Where(IsShown));
                json.WriteEndArray();
            }

            AnswerJson.WriteText(json, "language", designation.Language);
            if (designation.Use is { } use)
            {
                json.WritePropertyName("use");
                AnswerJson.WriteCoding(json, use);
            }

            json.WriteString("value", designation.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Extensions of designations that nobody has defined are not carried on.
    private static bool IsShown(ConceptExtension extension) => extension.Url is ConceptUris.StandardsStatus
        or "http://hl7.org/fhir/StructureDefinition/coding-sctdescid";

    private bool IsWanted(Designation designation)
    {
        if (view.DesignationTokens.Count == 0)
            return true;

        foreach (var token in view.DesignationTokens)
        {
            var bar = token.IndexOf('|', StringComparison.Ordinal);
            var system = bar < 0 ? null : token[..bar];
            var code = token[(bar + 1)..];
            if (system is Languages && new LanguageRange(code, 1).Fit(designation.Language) == 3)
                return true;
            if (designation.Use is { } use && string.Equals(use.Code, code, StringComparison.Ordinal)
                && (system is null || string.Equals(use.System, system, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
