namespace Havel.Store.Tests.Search;

/// <summary>Random resources and queries from a seed, of few values so that things meet.</summary>
public sealed class RandomWard
{
    private static readonly string[] Codes = ["loinc|a", "loinc|b", "snomed|a", "|c"];
    private static readonly string[] Families = ["Müller", "Mueller", "Meyer", "Weiß", "Ångström"];
    private static readonly string[] Dates =
        ["2023", "2023-06", "2023-06-15", "2023-06-15T10:00:00Z", "2024-01-01", "2024-02", "2024-02-29T23:59:59Z"];

    private const string Hl7 = "http://terminology.hl7.org/CodeSystem/";

    private const string House = """ "reference":{"reference":"Organization/h0"} """;

    private const string Ucum = "http://unitsofmeasure.org";

    private readonly Random _random;
    private readonly List<string> _resources = [];
    private readonly int _patients;

    public RandomWard(int seed)
    {
        _random = new Random(seed);
        _patients = 2 + _random.Next(4);
        Terms.AddSet("urn:some = loinc|a snomed|a");
        Terms.AddSet("urn:none =");
        Terms.AddSet("urn:many = " + string.Join(' ', Enumerable.Range(0, 40).Select(n => $"loinc|{(char)('a' + n)}")));
        Terms.AddTree("loinc a = b");
        Terms.AddTree("snomed b = a");
        foreach (var organization in (ReadOnlySpan<string>)["h0", "h1"])
            _resources.Add(OneLine($$"""
                {"resourceType":"Organization","id":"{{organization}}","name":"House {{organization}}"}
                """));

        // Trees of places, sometimes with a circle, sometimes with a whole that is not there.
        for (var number = 0; number < 5; number++)
            _resources.Add(OneLine($$"""
                {"resourceType":"Location","id":"l{{number}}","partOf":{"reference":"{{Place()}}"}{{Position()}} }
                """));

        for (var number = 0; number < _patients; number++)
            Patient(number);

        for (var number = _random.Next(4, 24); number > 0; number--)
            Clinical(number);
    }

    public IReadOnlyList<string> Resources => _resources;

    /// <summary>The value sets and codes that queries ask for.</summary>
    public GoldenTerms Terms { get; } = new();

    /// <summary>A Consent that keeps an organisation, a code, a class or everybody out, or lets one in.</summary>
    public string Consent(int number)
    {
        var criteria = Pick(
            $$""" "actor":[{"role":{"coding":[{"system":"{{Hl7}}v3-ParticipationType","code":"PRCP"}]},{{House}}}] """,
            """ "code":[{"coding":[{"system":"loinc","code":"a"}]}] """,
            """ "class":[{"system":"http://hl7.org/fhir/resource-types","code":"Observation"}] """,
            $$""" "securityLabel":[{"system":"{{Hl7}}v3-Confidentiality","code":"R"}] """,
            """ "period":{"start":"2020-01-01"} """);
        return OneLine($$"""
            {"resourceType":"Consent","id":"n{{number}}","status":"active",
            "scope":{"coding":[{"system":"{{Hl7}}consentscope","code":"patient-privacy"}]},
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
            "patient":{"reference":"{{Patient()}}"},
            "policyRule":{"coding":[{"system":"{{Hl7}}v3-ActCode","code":"{{Pick("OPTIN", "OPTOUT", "OPTIN")}}"}]},
            "provision":{"provision":[{"type":"{{Pick("deny", "permit", "deny")}}",{{criteria}} }]} }
            """);
    }

    /// <summary>A query with one to three conditions.</summary>
    public string Query()
    {
        if (_random.Next(10) == 0)
        {
            return Pick(
                "?_type=Observation,Encounter&status:not=finished", $"?_type=Observation,Encounter&patient={Patient()}",
                "?_type=Patient,Encounter&identifier:missing=true", "?_type=Observation,Encounter&patient.family=m");
        }

        var type = Pick("Observation", "Observation", "Patient", "Encounter", "Appointment", "Location");
        var conditions = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Condition(type));
        return $"{type}?{string.Join('&', conditions)}";
    }

    /// <summary>A sort that the type has, or none.</summary>
    public string Sort(string query) => query.StartsWith("Observation", StringComparison.Ordinal)
        ? Pick(string.Empty, "&_sort=date", "&_sort=-date,_id", "&_sort=value-quantity", "&_sort=-_id")
        : query.StartsWith("Patient", StringComparison.Ordinal)
            ? Pick(string.Empty, "&_sort=family", "&_sort=-birthdate,family", "&_sort=_id")
            : query.StartsWith("Location?near=", StringComparison.Ordinal)
                ? Pick(string.Empty, "&_sort=near", "&_sort=-near,_id")
                : string.Empty;

    private string Condition(string type) => type switch
    {
        "Observation" => Pick(
            $"code={Codes[_random.Next(4)]}", $"code={Pick("a", "loinc|", "a,c", "loinc|a,snomed|a")}",
            $"code:in={Pick("urn:some", "urn:none", "urn:many", "urn:none,urn:some")}",
            $"code:not-in={Pick("urn:some", "urn:none", "urn:many")}", $"code:in={Pick("urn:some", "urn:many")}",
            $"code:{Pick("below", "above")}={Pick("loinc|a", "loinc|b", "snomed|a")}",
            $"_profile:{Pick("below", "above")}=http://x.org/{Pick("", "a", "a/b", "a/b/c", "ab")}",
            $"code:not={Pick("a", "loinc|a")}", $"status={Pick("final", "amended,final")}",
            $"patient={Patient()}", $"subject={Patient()},{Patient()}", $"patient={Patient()}",
            $"date={Prefix()}{Date()}", $"value-quantity={Prefix()}{_random.Next(5)}",
            $"value-quantity={_random.Next(5)}||u", $"code-value-quantity=a${Prefix()}{_random.Next(5)}",
            $"component-code-value-quantity={Pick("a", "snomed|a")}${Prefix()}{_random.Next(5)}",
            $"encounter:missing={Pick("true", "false")}", $"patient.family={Pick("m", "mull", "weiss")}",
            $"encounter.status=finished", $"_id={Id('o')},{Id('o')}", $"value-string:contains=e",
            $"value-quantity={Prefix()}{Pick("2", "0.002", "3000")}|{Ucum}|{Pick("mg", "g", "ug")}",
            $"code:text={Pick("puls", "p", "druck")}", $"encounter.patient.family={Pick("m", "w")}",
            $"_text={Text()}", $"_text={Text()}", $"encounter.patient._has:Observation:patient:_text={Text()}",
            "encounter.service-provider.name=House h0", $"subject:Patient._has:Encounter:patient:status=finished",
            $"_filter={Filter("code", "a", "loinc|a")}", $"_filter=not ({Filter("code", "a", "loinc|a")})",
            $"_filter={Filter("status", "final", "amended")} and date {Pick("ge", "lt", "po")} {Date()}",
            $"_filter=subject:Patient[gender eq male].family {Pick("sw", "ew", "co", "ne")} {Pick("m", "er", "mull")}",
            $"_filter=value-quantity {Pick("gt", "le", "ne")} 2 or subject {Pick("re", "ne")} {Patient()}",
            $"value-quantity:missing={Pick("true", "false")}", $"category:missing={Pick("true", "false")}"),
        "Patient" => Pick(
            $"family={Pick("m", "mu", "ang")}", $"family:exact={Families[_random.Next(5)]}", "family:contains=e",
            $"gender={Pick("male", "female")}", "gender:missing=true", $"birthdate={Prefix()}{Date()}",
            $"_id={Id('p')},{Id('p')}", $"_has:Observation:patient:code={Pick("a", "loinc|b")}",
            $"_has:Observation:patient:value-quantity={Prefix()}{_random.Next(5)}",
            $"_has:Encounter:patient:status=finished", $"_has:Encounter:patient:location:below={Place()}",
            $"_has:Observation:patient:code:in={Pick("urn:some", "urn:many")}",
            $"_has:Observation:patient:encounter.status={Pick("finished", "planned")}",
            $"_has:Encounter:patient:_has:Observation:encounter:code={Pick("a", "b", "c")}",
            $"_filter=family {Pick("eq", "ne", "sw", "ew")} {Pick("muller", "m", "weiss", "er")}",
            $"_filter=not (_has:Observation:patient:{Filter("code", "a", "loinc|b")}) or gender eq male",
            $"organization.name=House {Pick("h0", "h1")}"),
        "Encounter" => Pick(
            $"status={Pick("finished", "planned")}", $"patient={Patient()}", $"date={Prefix()}{Date()}",
            $"location:{Pick("below", "above")}={Place()}", $"location:{Pick("below", "above")}={Place()},{Place()}",
            $"service-provider=Organization/{Pick("h0", "h1")}", $"patient.gender={Pick("male", "female")}",
            $"_has:Observation:encounter:code={Pick("a", "c")}", "status:not=finished", $"location.{Near()}"),
        "Location" => Pick(
            Near(), Near(), $"{Near()},{Near()[5..]}", "near:missing=true", $"partof.{Near()}",
            $"_has:Encounter:location:patient={Patient()}"),
        _ => Pick($"patient={Patient()}", $"actor={Patient()}", "status=booked", $"patient.family={Pick("m", "w")}"),
    };

    private void Patient(int number)
    {
        var gender = Pick(""", "gender":"male" """, """, "gender":"female" """, string.Empty);
        _resources.Add(OneLine($$"""
            {"resourceType":"Patient","id":"p{{number}}","name":[{"family":"{{Families[_random.Next(5)]}}"}],
            "birthDate":"{{Dates[_random.Next(3)]}}",
            "managingOrganization":{"reference":"Organization/{{Pick("h0", "h1")}}"}{{gender}} }
            """));
    }

    private void Clinical(int number)
    {
        _resources.Add(_random.Next(6) switch
        {
            0 => OneLine($$"""
                {"resourceType":"Encounter","id":"e{{number}}","status":"{{Pick("finished", "planned")}}",
                "class":{"code":"AMB"},"subject":{"reference":"{{Patient()}}"},"period":{"start":"{{Date()}}"},
                "location":[{"location":{"reference":"{{Place()}}"} }],
                "serviceProvider":{"reference":"Organization/{{Pick("h0", "h1")}}"} }
                """),
            1 => OneLine($$"""
                {"resourceType":"Appointment","id":"a{{number}}","status":"booked","participant":[
                {"actor":{"reference":"{{Patient()}}"},"status":"accepted"},
                {"actor":{"reference":"{{Patient()}}"},"status":"accepted"}]}
                """),
            _ => Observation(number),
        });
    }

    private string Observation(int number)
    {
        var profile = $"http://x.org/{Pick("a", "a/b", "ab", "a/b|2")}";
        var label = Pick(string.Empty, $$""" "meta":{"profile":["{{profile}}"]}, """,
            $$""" "meta":{"security":[{"system":"{{Hl7}}v3-Confidentiality","code":"R"}]}, """);
        var value = Pick(
            $$""" "valueQuantity":{"value":{{_random.Next(5)}},"unit":"u"} """,
            $$""" "valueQuantity":{"value":{{_random.Next(5)}},"unit":"x","code":"mg","system":"{{Ucum}}"} """,
            $$""" "valueQuantity":{"value":0.00{{_random.Next(5)}},"code":"g","system":"{{Ucum}}"} """,
            $$""" "valueQuantity":{"value":{{_random.Next(5)}}.0,"unit":"v","code":"u","system":"s"} """,
            """ "valueString":"Ende" """,
            $$""" "component":[{{Component()}},{{Component()}}] """);
        var encounter = Pick(string.Empty, $$""","encounter":{"reference":"Encounter/e{{_random.Next(24)}}"} """);
        return OneLine($$"""
            {"resourceType":"Observation","id":"o{{number}}",{{label}}{{Narrative()}}
            "status":"{{Pick("final", "amended")}}",
            "code":{{Coded()}},"subject":{"reference":"{{Patient()}}"},
            "effectiveDateTime":"{{Date()}}"{{encounter}},{{value}} }
            """);
    }

    private string Component() =>
        $$"""{"code":{{Coded()}},"valueQuantity":{"value":{{_random.Next(5)}} } }""";

    private string Coded()
    {
        var coding = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Codes[_random.Next(4)].Split('|'))
            .Select(parts => parts[0].Length == 0
                ? $$"""{"code":"{{parts[1]}}"}"""
                : $$"""{"system":"{{parts[0]}}","code":"{{parts[1]}}"}""");
        var text = Pick(string.Empty, string.Empty, ""","text":"Ruhepuls" """, ""","text":"Blutdruck" """);
        return $$"""{"coding":[{{string.Join(',', coding)}}]{{text}}}""";
    }

    private string Filter(string code, string one, string other) =>
        $"{code} {Pick("eq", "ne")} {Pick(one, other)}";

    private static string OneLine(string json) => json.ReplaceLineEndings(string.Empty);

    private string Place() => $"Location/l{_random.Next(7)}";

    private string Narrative() => Pick(string.Empty, $$"""
        "text":{"status":"generated",
        "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">{{Word()}} <b>{{Word()}}</b> {{Word()}}</div>"},
        """);

    private string Word() => Pick("Lunge", "Herz", "Röntgen", "Untersuchungen");

    private string Text() => Pick(
        Word(), $"{Word()} {Word()}", $"{Word()} OR {Word()}", $"NOT {Word()}", $"\"{Word()} {Word()}\"",
        "unter*", "lungen", $"({Word()},{Word()}) NOT {Word()}");

    /// <summary>Few places, at the date line, at a pole and elsewhere; some have none.</summary>
    private string Position() => Pick(string.Empty, $$"""
        ,"position":{"latitude":{{Latitude()}},"longitude":{{Longitude()}} }
        """);

    private string Near() =>
        $"near={Latitude()}|{Longitude()}|{Pick("0", "1", "30", "2500", "9000", "20000")}|{Pick("km", "", "[mi_us]")}";

    private string Latitude() => Pick("0", "0.1", "52.5", "-89.9", "89.99", "90");

    private string Longitude() => Pick("0", "13.4", "-179.95", "179.95", "180", "-97.5");

    private string Patient() => $"Patient/p{_random.Next(_patients)}";

    private string Id(char kind) => $"{kind}{_random.Next(8)}";

    private string Date() => Dates[_random.Next(Dates.Length)];

    private string Prefix() => Pick("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");

    private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];
}
