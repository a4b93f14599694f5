using System.Globalization;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Writes elements of a snapshot in the order of ElementDefinition. Source:
/// https://hl7.org/fhir/R4/elementdefinition.html.</summary>
internal readonly struct ElementWriter(Utf8JsonWriter json, ElementTexts texts)
{
    private const string MaxValueSet = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";

    public void Write(ProfileElement element)
    {
        json.WriteStartObject();
        json.WriteString("id", element.Id);
        json.WriteString("path", element.Path);
        Copy(element, "representation");
        if (element.SliceName is { } sliceName)
            json.WriteString("sliceName", sliceName);
        Copy(element, "label");
        Copy(element, "code");
        WriteSlicing(element.Slicing);
        WriteTexts(element);
        json.WriteNumber("min", element.Min ?? 0);
        json.WriteString("max", MaxText(element.Max ?? int.MaxValue));
        WriteBase(element);
        if (element.ContentReference is { } reference)
            json.WriteString("contentReference", reference);
        new TypeWriter(json).Write(element);
        Copy(element, "meaningWhenMissing");
        Copy(element, "orderMeaning");
        WriteValues(element);
        Copy(element, "condition");
        WriteConstraints(element.Constraints);
        WriteFlags(element);
        WriteBinding(element.Binding);
        Copy(element, "mapping");
        json.WriteEndObject();
    }

    /// <summary>Every element of a snapshot needs a definition (sdf-3), even where nobody has written one.</summary>
    private void WriteTexts(ProfileElement element)
    {
        Copy(element, "short");
        if (!texts.TryCopy(json, element, "definition", "definition")
            && !texts.TryCopy(json, element, "short", "definition"))
        {
            json.WriteString("definition", element.Base?.Path ?? element.Path);
        }

        Copy(element, "comment");
        Copy(element, "requirements");
        Copy(element, "alias");
    }

    private void Copy(ProfileElement element, string name) => texts.TryCopy(json, element, name, name);

    private void WriteBase(ProfileElement element)
    {
        var known = element.Base;
        json.WriteStartObject("base");
        json.WriteString("path", known?.Path ?? element.Path);
        json.WriteNumber("min", known?.Min ?? element.Min ?? 0);
        json.WriteString("max", MaxText(known?.Max ?? element.Max ?? int.MaxValue));
        json.WriteEndObject();
    }

    private static string MaxText(int max) => max == int.MaxValue ? "*" : max.ToString(CultureInfo.InvariantCulture);

    private void WriteSlicing(ProfileSlicing? slicing)
    {
        if (slicing is null)
            return;

        json.WriteStartObject("slicing");
        if (slicing.Discriminators.Count > 0)
        {
            json.WriteStartArray("discriminator");
            foreach (var discriminator in slicing.Discriminators)
            {
                json.WriteStartObject();
                json.WriteString("type", discriminator.Kind.ToString().ToLowerInvariant());
                json.WriteString("path", discriminator.Path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
        else
        {
            // eld-1: where nothing tells slices apart, there must be words.
            json.WriteString("description", "The slices are told apart by their own rules.");
        }

        json.WriteBoolean("ordered", slicing.IsOrdered);
        json.WriteString("rules", slicing.Rules switch
        {
            SlicingRules.Closed => "closed",
            SlicingRules.OpenAtEnd => "openAtEnd",
            _ => "open",
        });
        json.WriteEndObject();
    }

    private void WriteValues(ProfileElement element)
    {
        WriteValue("fixed", element.Fixed);
        WriteValue("pattern", element.Pattern);
        Copy(element, "example");
        WriteValue("minValue", element.MinValue);
        WriteValue("maxValue", element.MaxValue);
        if (element.MaxLength is { } length)
            json.WriteNumber("maxLength", length);
    }

    private void WriteValue(string name, Node value)
    {
        if (!value.Exists || !value.HasValue)
            return;

        var type = value.Type.Name;
        json.WritePropertyName($"{name}{char.ToUpperInvariant(type[0])}{type[1..]}");
        json.WriteRawValue(value.RawValue);
    }

    private void WriteConstraints(IReadOnlyList<ProfileConstraint> constraints)
    {
        if (constraints.Count == 0)
            return;

        json.WriteStartArray("constraint");
        foreach (var constraint in constraints)
        {
            json.WriteStartObject();
            json.WriteString("key", constraint.Key);
            json.WriteString("severity", constraint.IsError ? "error" : "warning");
            json.WriteString("human", constraint.Human.Length > 0 ? constraint.Human : constraint.Key);
            if (constraint.Expression is { } expression)
                json.WriteString("expression", expression);
            if (constraint.Source is { } source)
                json.WriteString("source", source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFlags(ProfileElement element)
    {
        if (element.MustSupport is { } mustSupport)
            json.WriteBoolean("mustSupport", mustSupport);
        if (element.IsModifier is { } isModifier)
            json.WriteBoolean("isModifier", isModifier);
        Copy(element, "isModifierReason");
        if (element.IsSummary is { } isSummary)
            json.WriteBoolean("isSummary", isSummary);
    }

    private void WriteBinding(ProfileBinding? binding)
    {
        if (binding is null)
            return;

        json.WriteStartObject("binding");
        if (binding.MaxValueSet is { } max)
        {
            json.WriteStartArray("extension");
            json.WriteStartObject();
            json.WriteString("url", MaxValueSet);
            json.WriteString("valueCanonical", max);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("strength", binding.Strength switch
        {
            BindingStrength.Required => "required",
            BindingStrength.Extensible => "extensible",
            BindingStrength.Preferred => "preferred",
            _ => "example",
        });
        if (binding.ValueSet is { } valueSet)
            json.WriteString("valueSet", valueSet);
        json.WriteEndObject();
    }
}
