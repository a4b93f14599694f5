namespace Havel.Server.Demo;

/// <summary>What the demo prints: three questions with the answers just given, and the commands to ask again.</summary>
internal static class DemoScreen
{
    private const string ByName = "Patient?family=Wagner";
    private const string ByCode = "Observation?code=http://loinc.org|4548-4";
    private const string Diagnoses = "Condition?_summary=count";

    /// <summary>The file that withdraws Karin Wagner's Consent.</summary>
    public const string WithdrawalFile = "withdraw.json";

    /// <summary>Karin Wagner's Consent, no longer in force.</summary>
    public const string Withdrawal =
        """
        {"resourceType":"Consent","id":"wagner-shuts-out-spreeklinik","status":"inactive","scope":{"coding":[{"system":
        "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"coding":[
        {"system":"http://loinc.org","code":"59284-0"}]}],"patient":{"reference":"Patient/karin-wagner"},"policyRule":{
        "coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]}}
        """;

    /// <summary>The whole screen.</summary>
    public static async Task<string> Text(ServerOptions options, DemoQuestions ask, CancellationToken stop)
    {
        var folder = options.Folder;
        var fhir = options.Urls + "/fhir";
        return
            $"""

            A small made-up Berlin is at {fhir}
            Karin Wagner has shut the Spreeklinik Mitte out. The same search, asked just now by two doctors:

            {await Table(ask, [DemoPerson.Yildiz, DemoPerson.Albrecht], [ByName, ByCode], stop)}
            For Dr. Albrecht she is in no row, no count, no link: as if she had never been written. Ask yourself:

              {Curl(folder, DemoPerson.Yildiz, fhir, ByName)}
              {Curl(folder, DemoPerson.Albrecht, fhir, ByName)}

            Now Karin Wagner changes her mind, and the next request of Dr. Albrecht finds her:

              {Withdraw(folder, fhir)}
              {Curl(folder, DemoPerson.Albrecht, fhir, ByName)}

            One patient, Jürgen Krause, has opened his records to research:

            {await Table(ask, [DemoPerson.Yildiz, DemoPerson.Researcher, DemoPerson.Wagner], [Diagnoses], stop)}
              {Curl(folder, DemoPerson.Researcher, fhir, "Condition")}

            Stop with Ctrl+C. The data stays in {folder}; delete the folder to start over.
            """;
    }

    private static async Task<string> Table(
        DemoQuestions ask, IReadOnlyList<DemoPerson> people, IReadOnlyList<string> searches, CancellationToken stop)
    {
        var lines = new System.Text.StringBuilder();
        foreach (var search in searches)
        {
            foreach (var person in people)
                lines.AppendLine($"  {search,-42} {person.Name,-32} {await ask.Total(person, search, stop),3} found");
        }

        return lines.ToString();
    }

    private static string Curl(string folder, DemoPerson person, string fhir, string search) =>
        $"curl -s -H \"Authorization: Bearer $(cat {Path.Combine(folder, person.File)})\" '{fhir}/{search}'";

    private static string Withdraw(string folder, string fhir) =>
        $"curl -s -X PUT -H \"Authorization: Bearer $(cat {Path.Combine(folder, DemoPerson.Wagner.File)})\" "
        + $"-H 'Content-Type: application/fhir+json' -d @{Path.Combine(folder, WithdrawalFile)} "
        + $"'{fhir}/Consent/wagner-shuts-out-spreeklinik'";
}
