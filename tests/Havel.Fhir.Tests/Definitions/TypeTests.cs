using Havel.Fhir.Definitions;
using Xunit;

namespace Havel.Fhir.Tests.Definitions;

public sealed class TypeTests
{
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    [Fact]
    public void R4_has_146_resource_types_and_two_abstract_ones()
    {
        Assert.Equal(146, R4.ResourceTypes.Count);
        Assert.Equal(
            ["DomainResource", "Resource"],
            R4.Types.Where(type => type.IsResource && type.IsAbstract).Select(type => type.Name));
    }

    [Fact]
    public void Every_primitive_kind_has_its_type()
    {
        var primitives = R4.Types.Where(type => type.IsPrimitive).Select(type => type.Primitive);
        Assert.Equal(Enum.GetValues<PrimitiveKind>().Except([PrimitiveKind.None]).Order(), primitives.Order());
    }

    [Fact]
    public void Ids_are_dense_and_point_back()
    {
        Assert.All(R4.Types.Index(), entry => Assert.Equal(entry.Index, entry.Item.Id));
        Assert.All(R4.Properties.Index(), entry => Assert.Equal(entry.Index, entry.Item.Id));
        Assert.All(R4.Types, type => Assert.All(type.Elements.Index(), e => Assert.Equal(e.Index, e.Item.Position)));
    }

    [Fact]
    public void Every_property_is_found_by_its_bytes_and_nothing_else_is()
    {
        foreach (var type in R4.Types)
        {
            Assert.All(type.Properties, property => Assert.Same(property, type.FindProperty(property.Utf8Name)));
            Assert.Null(type.FindProperty("value[x]"u8));
            Assert.Null(type.FindProperty(""u8));
        }
    }

    [Fact]
    public void Observation_has_the_elements_of_its_page_in_their_order()
    {
        string[] expected =
        [
            "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension",
            "identifier", "basedOn", "partOf", "status", "category", "code", "subject", "focus", "encounter",
            "effective", "issued", "performer", "value", "dataAbsentReason", "interpretation", "note", "bodySite",
            "method", "specimen", "device", "referenceRange", "hasMember", "derivedFrom", "component",
        ];
        Assert.Equal(expected, Type("Observation").Elements.Select(element => element.Name));
    }

    [Fact]
    public void Observation_status_is_one_required_code_that_modifies()
    {
        var status = Element("Observation", "status");
        Assert.Equal((1, 1), (status.Min, status.Max));
        Assert.True(status.IsSummary && status.IsModifier && !status.IsArray && !status.IsChoice);
        Assert.Equal(PrimitiveKind.Code, Assert.Single(status.Types).Primitive);
        const string valueSet = "http://hl7.org/fhir/ValueSet/observation-status";
        Assert.Equal(new ElementBinding(BindingStrength.Required, valueSet), status.Binding);
    }

    [Fact]
    public void A_choice_has_one_property_for_each_type()
    {
        var value = Element("Observation", "value");
        Assert.Equal("Observation.value[x]", value.Path);
        Assert.True(value.IsChoice);
        Assert.Equal(11, value.Types.Count);
        var property = Type("Observation").FindProperty("valueQuantity"u8);
        Assert.Same(value, property?.Element);
        Assert.Same(Type("Quantity"), property?.Type);
        Assert.Equal(PrimitiveKind.DateTime, Type("Observation").FindProperty("valueDateTime"u8)?.Type.Primitive);
        Assert.Null(Type("Observation").FindProperty("value"u8));
        Assert.Null(Type("Observation").FindProperty("valueAddress"u8));
    }

    [Fact]
    public void A_content_reference_leads_to_the_type_it_names()
    {
        Assert.Same(Type("Observation.referenceRange"), Element("Observation.component", "referenceRange").Types[0]);
        Assert.Same(Type("Questionnaire.item"), Element("Questionnaire.item", "item").Types[0]);
        Assert.Same(Type("Bundle.link"), Element("Bundle.entry", "link").Types[0]);
    }

    [Fact]
    public void A_backbone_element_is_a_type_of_its_own()
    {
        var component = Type("Observation.component");
        Assert.Equal(TypeKind.Backbone, component.Kind);
        Assert.True(component.Is(Type("BackboneElement")) && component.Is(Type("Element")));
        Assert.Equal("Observation.component.value[x]", Element("Observation.component", "value").Path);
        Assert.False(Type("Timing.repeat").Is(Type("BackboneElement")));
    }

    [Fact]
    public void A_primitive_has_id_and_extensions_and_a_regex()
    {
        Assert.Equal(["id", "extension"], Type("date").Elements.Select(element => element.Name));
        Assert.Equal(@"[A-Za-z0-9\-\.]{1,64}", Type("id").Regex);
        Assert.Equal(["id"], Type("xhtml").Elements.Select(element => element.Name));
        Assert.True(Type("code").Is(Type("string")) && Type("canonical").Is(Type("uri")));
    }

    [Theory]
    [InlineData("Patient", "id", "id")]
    [InlineData("Element", "id", "string")]
    [InlineData("Observation.component", "id", "string")]
    [InlineData("Extension", "url", "uri")]
    [InlineData("Narrative", "div", "xhtml")]
    [InlineData("Patient", "contained", "Resource")]
    [InlineData("Bundle.entry", "resource", "Resource")]
    [InlineData("Parameters.parameter", "resource", "Resource")]
    public void The_special_cases_have_plain_FHIR_types(string owner, string element, string type) =>
        Assert.Same(Type(type), Assert.Single(Element(owner, element).Types));

    [Fact]
    public void An_extension_may_hold_any_of_fifty_types() =>
        Assert.Equal(50, Element("Extension", "value").Types.Count);

    [Fact]
    public void References_name_their_targets_and_none_means_any()
    {
        Assert.Equal(["Patient", "Group", "Device", "Location"], Element("Observation", "subject").TargetTypes);
        Assert.Empty(Element("Observation", "focus").TargetTypes);
    }

    [Fact]
    public void Invariants_stand_where_they_are_stated_and_only_there()
    {
        var keys = Type("Observation").Invariants.Select(rule => rule.Key);
        Assert.Superset(new HashSet<string> { "dom-2", "obs-6", "obs-7" }, keys.ToHashSet());
        Assert.Contains(Type("Observation.referenceRange").Invariants, rule => rule.Key == "obs-3" && rule.IsError);
        Assert.Contains(Type("Element").Invariants, rule => rule.Key == "ele-1");
        Assert.Empty(Element("Observation", "subject").Invariants);
        Assert.Empty(Element("Annotation", "author").Invariants);
        Assert.Equal("sqty-1", Assert.Single(Element("Observation.referenceRange", "low").Invariants).Key);
        Assert.Equal("pat-1", Assert.Single(Type("Patient.contact").Invariants, rule => rule.Key == "pat-1").Key);
    }

    [Fact]
    public void Types_are_found_by_text_and_by_bytes()
    {
        Assert.Same(R4.FindType("Patient"), R4.FindType("Patient"u8));
        Assert.Null(R4.FindType("patient"));
        Assert.Null(R4.FindType("patient"u8));
        Assert.Null(R4.FindType(new byte[1000]));
        Assert.Null(R4.FindType([0xFF, 0xFE]));
    }

    private static TypeDefinition Type(string name) => R4.FindType(name) ?? throw new KeyNotFoundException(name);

    private static ElementDefinition Element(string type, string name) =>
        Type(type).FindElement(name) ?? throw new KeyNotFoundException(name);
}
