using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class SliceTests
{
    [Fact]
    public void A_slice_by_value_has_its_own_number()  =>
        Identifiers("value", "system", "open")
            .Accepts(Patient("""{"system":"http://a","value":"1"},{"system":"http://c"}"""))
            .Refuses(Patient("""{"system":"http://c"}"""), "Patient", "at least 1 of the slice \"a\"")
            .Refuses(Patient("""{"system":"http://a","value":"1"},{"system":"http://a","value":"2"}"""), "Patient",
                "at most 1 of the slice \"a\" of \"identifier\" and found 2");

    [Fact]
    public void The_rules_of_a_slice_hold_for_its_items_only() =>
        Identifiers("value", "system", "open")
            .Refuses(Patient("""{"system":"http://a"},{"system":"http://c"}"""), "Patient.identifier[0]",
                "at least 1 of \"value\"");

    [Fact]
    public void A_closed_slicing_refuses_a_stranger() =>
        Identifiers("value", "system", "closed")
            .Accepts(Patient("""{"system":"http://a","value":"1"},{"system":"http://b"}"""))
            .Refuses(Patient("""{"system":"http://a","value":"1"},{"system":"http://c"}"""), "Patient.identifier[1]",
                "none of the slices");

    [Fact]
    public void Strangers_follow_behind_where_the_slicing_is_open_at_the_end() =>
        Identifiers("value", "system", "openAtEnd")
            .Accepts(Patient("""{"system":"http://a","value":"1"},{"system":"http://c"}"""))
            .Refuses(Patient("""{"system":"http://c"},{"system":"http://a","value":"1"}"""), "Patient.identifier[1]",
                "must stand before all items");

    [Fact]
    public void Ordered_slices_follow_each_other() =>
        Identifiers("value", "system", "open\",\"ordered\":true,\"description\":\"x")
            .Accepts(Patient("""{"system":"http://a","value":"1"},{"system":"http://b"}"""))
            .Refuses(Patient("""{"system":"http://b"},{"system":"http://a","value":"1"}"""), "Patient.identifier[1]",
                "must stand before \"b\"");

    [Fact]
    public void A_pattern_on_the_item_itself_tells_the_slice() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.category","path":"Observation.category","slicing":
              {"discriminator":[{"type":"pattern","path":"$this"}],"rules":"open"}},
            {"id":"Observation.category:lab","path":"Observation.category","sliceName":"lab","min":1,"max":"1",
             "patternCodeableConcept":{"coding":[{"system":"http://s","code":"lab"}]}}
            """)
            .Accepts(Observation("""{"coding":[{"system":"http://s","code":"lab"}]},{"text":"x"}"""))
            .Refuses(Observation("""{"text":"x"}"""), "Observation", "slice \"lab\"");

    [Fact]
    public void A_pattern_above_the_path_tells_the_slice() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.category","path":"Observation.category","slicing":
              {"discriminator":[{"type":"value","path":"coding.code"},{"type":"value","path":"coding.system"}],
               "rules":"open"}},
            {"id":"Observation.category:lab","path":"Observation.category","sliceName":"lab","min":1,
             "patternCodeableConcept":{"coding":[{"system":"http://s","code":"lab"}]}}
            """)
            .Accepts(Observation("""{"coding":[{"system":"http://s","code":"lab"}]}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://t","code":"lab"}]}"""), "Observation",
                "slice \"lab\"");

    [Fact]
    public void Several_discriminators_hold_together() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.telecom","path":"Patient.telecom","slicing":{"discriminator":
              [{"type":"value","path":"system"},{"type":"value","path":"use"}],"rules":"open"}},
            {"id":"Patient.telecom:p","path":"Patient.telecom","sliceName":"p","max":"1"},
            {"id":"Patient.telecom:p.system","path":"Patient.telecom.system","min":1,"fixedCode":"phone"},
            {"id":"Patient.telecom:p.use","path":"Patient.telecom.use","min":1,"fixedCode":"home"}
            """)
            .Accepts("""
            {"resourceType":"Patient","telecom":[{"system":"phone","use":"home","value":"1"},
             {"system":"phone","use":"work","value":"1"},{"system":"email","use":"home","value":"1"}]}
            """)
            .Refuses("""
            {"resourceType":"Patient","telecom":[{"system":"phone","use":"home","value":"1"},
             {"system":"phone","use":"home","value":"2"}]}
            """, "Patient", "slice \"p\"");

    [Fact]
    public void The_type_tells_the_slice() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.value[x]","path":"Observation.value[x]","slicing":
              {"discriminator":[{"type":"type","path":"$this"}],"rules":"open"}},
            {"id":"Observation.value[x]:valueQuantity","path":"Observation.value[x]","sliceName":"valueQuantity",
             "type":[{"code":"Quantity"}]},
            {"id":"Observation.value[x]:valueQuantity.code","path":"Observation.value[x].code","min":1}
            """)
            .Accepts(Value("\"valueString\":\"x\""))
            .Accepts(Value("\"valueQuantity\":{\"value\":1,\"system\":\"http://s\",\"code\":\"g\"}"))
            .Refuses(Value("\"valueQuantity\":{\"value\":1}"), "Observation.value", "at least 1 of \"code\"");

    [Fact]
    public void Existence_tells_the_slice() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":
              {"discriminator":[{"type":"exists","path":"use"}],"rules":"open"}},
            {"id":"Patient.identifier:with","path":"Patient.identifier","sliceName":"with","max":"1"},
            {"id":"Patient.identifier:with.use","path":"Patient.identifier.use","min":1},
            {"id":"Patient.identifier:without","path":"Patient.identifier","sliceName":"without"},
            {"id":"Patient.identifier:without.use","path":"Patient.identifier.use","max":"0"},
            {"id":"Patient.identifier:without.value","path":"Patient.identifier.value","min":1}
            """)
            .Accepts(Patient("""{"use":"usual","system":"http://a"},{"value":"1"},{"value":"2"}"""))
            .Refuses(Patient("""{"system":"http://a"}"""), "Patient.identifier[0]", "at least 1 of \"value\"")
            .Refuses(Patient("""{"use":"usual"},{"use":"old"}"""), "Patient", "slice \"with\"");

    [Fact]
    public void The_type_of_a_references_target_tells_the_slice() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.performer","path":"Observation.performer","slicing":
              {"discriminator":[{"type":"type","path":"resolve()"}],"rules":"open"}},
            {"id":"Observation.performer:org","path":"Observation.performer","sliceName":"org","min":1,
             "type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"]}]}
            """)
            .Accepts(Performer("Organization/1"))
            .Refuses(Performer("Practitioner/1"), "Observation", "slice \"org\"");

    [Fact]
    public void A_profile_tells_the_slice() =>
        Entries()
            .Accepts(Bundle("""{"resource":{"resourceType":"Patient","gender":"male"}}"""))
            .Refuses(Bundle("""{"resource":{"resourceType":"Patient","birthDate":"2000"}}"""), "Bundle", "slice \"p\"");

    [Fact]
    public void The_url_of_an_extension_within_tells_the_slice() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.name","path":"Patient.name","slicing":
              {"discriminator":[{"type":"value","path":"extension('http://x.test/kind').value"}],"rules":"open"}},
            {"id":"Patient.name:a","path":"Patient.name","sliceName":"a","max":"1"},
            {"id":"Patient.name:a.extension","path":"Patient.name.extension","slicing":
              {"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
            {"id":"Patient.name:a.extension:kind","path":"Patient.name.extension","sliceName":"kind","min":1,
             "type":[{"code":"Extension","profile":["http://x.test/kind"]}]},
            {"id":"Patient.name:a.extension:kind.value[x]","path":"Patient.name.extension.value[x]","fixedCode":"a"}
            """)
            .WithExtension("http://x.test/kind", "code", "element:Element")
            .Accepts(Names("a", "b", "b"))
            .Refuses(Names("a", "a"), "Patient", "at most 1 of the slice \"a\"");

    [Fact]
    public void A_required_value_set_tells_the_slice()
    {
        var world = ProfileWorld.Of("Observation", """
            {"id":"Observation.category","path":"Observation.category","slicing":
              {"discriminator":[{"type":"value","path":"$this"}],"rules":"open"}},
            {"id":"Observation.category:k","path":"Observation.category","sliceName":"k","min":1,
             "binding":{"strength":"required","valueSet":"http://x.test/vs"}}
            """);
        world.Codes.With("http://x.test/vs", "http://s|a");
        world.Accepts(Observation("""{"coding":[{"system":"http://s","code":"a"}]}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"z"}]}"""), "Observation", "slice \"k\"");
    }

    [Fact]
    public void A_slice_may_be_sliced_again() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":
              {"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","slicing":
              {"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"http://a"},
            {"id":"Patient.identifier:a/old","path":"Patient.identifier","sliceName":"a/old","max":"1"},
            {"id":"Patient.identifier:a/old.use","path":"Patient.identifier.use","min":1,"fixedCode":"old"}
            """)
            .Accepts(Patient("""
            {"system":"http://a","use":"old"},{"system":"http://a"},{"system":"http://b","use":"old"}
            """))
            .Refuses(Patient("""{"system":"http://a","use":"old"},{"system":"http://a","use":"old"}"""), "Patient",
                "slice \"a/old\"");

    [Fact]
    public void Without_discriminators_the_rules_of_the_slices_tell_them() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"description":"x","rules":"open"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","max":"1"},
            {"id":"Patient.identifier:a.use","path":"Patient.identifier.use","min":1}
            """)
            .Accepts(Patient("""{"use":"old","value":"1"},{"value":"1"}"""))
            .Refuses(Patient("""{"use":"old"},{"use":"usual"}"""), "Patient", "slice \"a\"");

    [Fact]
    public void The_default_slice_takes_what_no_other_takes() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":
              {"discriminator":[{"type":"value","path":"system"}],"rules":"closed"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a"},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"http://a"},
            {"id":"Patient.identifier:@default","path":"Patient.identifier","sliceName":"@default"},
            {"id":"Patient.identifier:@default.value","path":"Patient.identifier.value","min":1}
            """)
            .Accepts(Patient("""{"system":"http://a"},{"system":"http://b","value":"1"}"""))
            .Refuses(Patient("""{"system":"http://a"},{"system":"http://b"}"""), "Patient.identifier[1]",
                "at least 1 of \"value\"");

    [Fact]
    public void The_position_tells_the_slice() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.name","path":"Patient.name","slicing":
              {"discriminator":[{"type":"position","path":"$this"}],"rules":"open"}},
            {"id":"Patient.name:first","path":"Patient.name","sliceName":"first"},
            {"id":"Patient.name:first.use","path":"Patient.name.use","min":1},
            {"id":"Patient.name:second","path":"Patient.name","sliceName":"second"},
            {"id":"Patient.name:second.family","path":"Patient.name.family","min":1}
            """)
            .Accepts("""{"resourceType":"Patient","name":[{"use":"usual"},{"family":"K"},{"text":"x"}]}""")
            .Refuses("""{"resourceType":"Patient","name":[{"family":"K"},{"family":"K"}]}""", "Patient.name[0]",
                "at least 1 of \"use\"");

    [Fact]
    public void A_slice_that_cannot_be_told_is_neither_refused_nor_missed() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.performer","path":"Observation.performer","slicing":
              {"discriminator":[{"type":"profile","path":"resolve()"}],"rules":"closed"}},
            {"id":"Observation.performer:org","path":"Observation.performer","sliceName":"org","min":1,
             "type":[{"code":"Reference","targetProfile":["http://x.test/org"]}]}
            """)
            .With("http://x.test/org", "Organization", """
            {"id":"Organization.name","path":"Organization.name","min":1}
            """)
            .Refuses(Performer("Organization/1"), "Observation", "cannot be checked here", IssueSeverity.Warning)
            .Refuses("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"v"}""",
                "Observation", "at least 1 of the slice \"org\"");

    [Fact]
    public void Rules_of_the_element_hold_for_every_slice() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":
              {"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
            {"id":"Patient.identifier.value","path":"Patient.identifier.value","min":1},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a"},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","fixedUri":"http://a"}
            """)
            .Refuses(Patient("""{"system":"http://a"}"""), "Patient.identifier[0]", "at least 1 of \"value\"");

    private static ProfileWorld Identifiers(string kind, string path, string rules) => ProfileWorld.Of("Patient", $$$"""
        {"id":"Patient.identifier","path":"Patient.identifier","slicing":
          {"discriminator":[{"type":"{{{kind}}}","path":"{{{path}}}"}],"rules":"{{{rules}}}"}},
        {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","min":1,"max":"1"},
        {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"http://a"},
        {"id":"Patient.identifier:a.value","path":"Patient.identifier.value","min":1},
        {"id":"Patient.identifier:b","path":"Patient.identifier","sliceName":"b"},
        {"id":"Patient.identifier:b.system","path":"Patient.identifier.system","min":1,"fixedUri":"http://b"}
        """);

    private static ProfileWorld Entries() => ProfileWorld.Of("Bundle", """
        {"id":"Bundle.entry","path":"Bundle.entry","slicing":
          {"discriminator":[{"type":"profile","path":"resource"}],"rules":"open"}},
        {"id":"Bundle.entry:p","path":"Bundle.entry","sliceName":"p","min":1},
        {"id":"Bundle.entry:p.resource","path":"Bundle.entry.resource","min":1,
         "type":[{"code":"Patient","profile":["http://x.test/patient"]}]}
        """)
        .With("http://x.test/patient", "Patient", """{"id":"Patient.gender","path":"Patient.gender","min":1}""");

    private static string Patient(string identifiers) =>
        $$$"""{"resourceType":"Patient","identifier":[{{{identifiers}}}]}""";

    private static string Observation(string categories) => $$$"""
        {"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"v",
         "category":[{{{categories}}}]}
        """;

    private static string Value(string value) =>
        $$$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},{{{value}}}}""";

    private static string Performer(string reference) =>
        Value($$$"""
        "valueString":"v","performer":[{"reference":"{{{reference}}}"}]
        """);

    private static string Bundle(string entries) =>
        $$$"""{"resourceType":"Bundle","type":"collection","entry":[{{{entries}}}]}""";

    private static string Names(params string[] kinds)
    {
        var names = kinds.Select(kind => $$$"""
            {"family":"K","extension":[{"url":"http://x.test/kind","valueCode":"{{{kind}}}"}]}
            """);
        return $$$"""{"resourceType":"Patient","name":[{{{string.Join(',', names)}}}]}""";
    }
}
