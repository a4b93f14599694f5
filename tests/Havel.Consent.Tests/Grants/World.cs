using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Consent.Tests.Golden;

namespace Havel.Consent.Tests.Grants;

/// <summary>A random small world from a seed: patients with Consents, callers, instants and resources, drawn from few
/// values so that everything meets everything.</summary>
internal sealed class World(int seed)
{
    private static readonly string[] Dates = ["2026-02-28", "2026-03-01", "2026-03-29", "2026-07-01T10:00:00Z"];
    private static readonly string[] Purposes = 
        ["TREAT", "HRESCH", "ETREAT", "CLINTRCH", "HPAYMT", "PATRQT", "x|TREAT"];
    private static readonly string[] Actors =
    [
        "Organization/x", "Patient/p1", "Practitioner/a", "Organization/y", "Organization/z", "Practitioner/b",
        "Patient/p2", "CareTeam/t1", "CareTeam/t2", "urn:r|nurse@Organization/x", "urn:r|doctor@",
        "text:someone@Practitioner/a", "identifier:urn:tid|1", "https://elsewhere.example/Practitioner/a",
    ];

    private static readonly string[] Classes =
    [
        "Observation", "Condition", "Appointment", "Consent", "Nonsense", "http://loinc.org|doc",
        "urn:ietf:rfc:3986|http://p/1", "urn:ietf:bcp:13|application/hl7-cda+xml",
    ];

    private static readonly string[] Codes =
    [
        "http://loinc.org|1", "http://loinc.org|2", "|1", "text:glucose",
        "urn:oid:2.16.840.1.113883.3.1937.777.24.5.3|8",
    ];

    private static readonly string[] Labels =
        ["L", "N", "R", "V", "X", "|R", "http://terminology.hl7.org/CodeSystem/v3-ActCode|HIV", "|HIV"];

    private static readonly string[] Data =
    [
        "instance:Observation/o1", "instance:Observation/o2", "instance:Condition/c1", "related:Observation/o1",
        "dependents:Condition/c1", "authoredby:Practitioner/a", "instance:Observation/o1/_history/1",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The text of all Consents, to be printed when a case fails.</summary>
    public List<List<string>> Consents { get; } = [];

    public Regime Regime() => Pick(Enum.GetValues<Regime>());

    public IReadOnlyList<PatientPolicy> Patients()
    {
        Write("p1");
        Write("p2");

        // The third patient says what the first does of another document: the same template with another instance.
        var third = Consents.Where(lines => lines[0].Contains(" of p1", StringComparison.Ordinal))
            .Select(lines => lines.ConvertAll(line => line
                .Replace(" of p1", " of p3", StringComparison.Ordinal)
                .Replace("consent c1", "consent c3", StringComparison.Ordinal)
                .Replace("Observation/o1", "Observation/o9", StringComparison.Ordinal)))
            .ToList();
        Consents.AddRange(third);
        var parsed = Consents.ConvertAll(lines => ConsentText.Parse(lines));
        return [.. new[] { "p1", "p2", "p3" }.Select(patient => PatientPolicy.Compile(
            "Patient/" + patient, parsed.Select(consent => (consent.Id, consent.Consent))))];
    }

    public Caller Caller()
    {
        var words = Pick(
            "caller clinician a at x", "caller clinician b at y below x", "caller clinician c at z",
            "caller patient p1", "caller patient p2", "caller patient p1", "caller patient p9", "caller researcher a",
            _random.Next(3) > 0 ? "caller clinician a at z" : "caller system s");
        if (words.StartsWith("caller clinician", StringComparison.Ordinal))
            words += Maybe(2, " purpose " + Pick("TREAT", "ETREAT", "HPAYMT", "HRESCH"))
                + Maybe(3, " role urn:r|nurse");
        if (words.StartsWith("caller researcher", StringComparison.Ordinal))
            words += Maybe(2, " purpose CLINTRCH");
        words += Maybe(3, " member CareTeam/t1") + Maybe(3, " stranger-to CareTeam/t2") + Maybe(5, " role |doctor");
        return DecisionCaseReader.ReadCaller(words.Split(' '));
    }

    /// <summary>Instants on, before and behind the bounds of the periods in use.</summary>
    public DateTimeOffset Instant()
    {
        var range = FhirTime.Read(Pick(Dates))!.Value;
        return DateTimeOffset.FromUnixTimeMilliseconds(Pick(range.Low - 1, range.Low, range.High, range.High + 1));
    }

    public SubjectPolicy Subject(IReadOnlyList<PatientPolicy> patients) => _random.Next(10) switch
    {
        0 => Pick(SubjectPolicy.Directory, SubjectPolicy.Unowned),
        < 5 => SubjectPolicy.Of(patients.Where(_ => _random.Next(2) == 0)),
        _ => SubjectPolicy.Of(Pick([.. patients])),
    };

    public ResourceFacts Facts()
    {
        List<Coding> labels = [.. Some(2, Labels).Select(ToLabel)];
        var codes = Some(2, Codes);
        var type = Pick(
            "Observation", "Observation", "Observation", "Observation", "Condition", "Condition", "Appointment",
            "Appointment", "Consent", "AuditEvent");
        return new ResourceFacts
        {
            Type = type,
            Id = type switch
            {
                "Observation" => Pick("o1", "o2", "o3", "o9"),
                "Condition" => Pick("c1", "c2"),
                _ => "e1",
            },
            Labels = labels,
            Confidentiality = Confidentiality.Of(labels),
            Profiles = [.. Some(1, "http://p/1", "http://p/1|2", "http://p/12")],
            Classes = _random.Next(2) == 0
                ? CodedFacts.None
                : new([new("http://loinc.org", "doc")], _random.Next(4) == 0),
            Codes = new([.. codes.Where(code => !code.StartsWith("text", StringComparison.Ordinal)).Select(ToCoding)],
                codes.Exists(code => code.StartsWith("text", StringComparison.Ordinal))),
            Date = _random.Next(3) == 0 ? null : FhirTime.Read(Pick(Pick(Dates), "2026", "2026-03")),
            Custody = type switch { "Consent" => Custody.Consent, "AuditEvent" => Custody.Audit, _ => Custody.None },
            Custodians = type == "Consent" ? Some(1, "Organization/x", "Organization/y") : [],
        };
    }

    private void Write(string patient)
    {
        for (var count = _random.Next(4); count > 0; count--)
        {
            var scope = Pick(
                "patient-privacy", "patient-privacy", "treatment", "research", "adr", "none", "urn:s|local");
            List<string> lines =
            [
                $"consent c{patient[1..]}-{count} of {patient} scope {scope}"
                + Maybe(3, " policyRule " + Pick("OPTIN", "OPTOUT", "OPTINR", "OPTOUTE", "urn:r|other"))
                + Maybe(12, " modifier yes") + Maybe(12, " status inactive"),
            ];
            Provision(lines, 1);
            Consents.Add(lines);
        }
    }

    private void Provision(List<string> lines, int depth)
    {
        var type = Pick(
            "permit", "permit", "deny", "deny", depth == 1 ? "rule" : "permit", depth > 1 ? "rule" : "deny");
        var criteria = depth == 1 && _random.Next(3) > 0 ? string.Empty : Criteria();
        var children = depth > 3 ? 0 : _random.Next(depth == 1 ? 4 : 3);

        // An empty object is no JSON that FHIR accepts.
        if (children == 0 && criteria.Length == 0 && string.Equals(type, "rule", StringComparison.Ordinal))
            criteria = " action access";
        lines.Add(new string(' ', depth * 2) + type + criteria
            + Maybe(4, $" period {Maybe(4, Pick(Dates))}..{Pick(Dates)}"));
        for (; children > 0; children--)
            Provision(lines, depth + 1);
    }

    private string Criteria() =>
        Each(3, "actor", Actors) + Each(5, "action", "access", "use", "collect", "correct", "x|peek")
        + Each(3, "purpose", Purposes) + Each(4, "label", Labels) + Each(3, "class", Classes) + Each(5, "code", Codes)
        + Maybe(6, $" dataPeriod {Pick(Dates)}..{Pick(Dates)}") + Each(5, "data", Data) + Maybe(20, " modifier yes");

    private string Each(int oneIn, string name, params string[] values) => _random.Next(oneIn) > 0
        ? string.Empty
        : string.Concat(Some(3, values[..Pick(2, 3, values.Length)]).Select(value => $" {name} {value}"));

    private string Maybe(int oneIn, string text) => _random.Next(oneIn) == 0 ? text : string.Empty;

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private List<string> Some(int most, params string[] values) =>
        [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => Pick(values)).Distinct()];

    private static Coding ToLabel(string text) => text.Length == 1 ? new(Confidentiality.System, text) : ToCoding(text);

    private static Coding ToCoding(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return new Coding(bar > 0 ? text[..bar] : null, text[(bar + 1)..]);
    }
}
