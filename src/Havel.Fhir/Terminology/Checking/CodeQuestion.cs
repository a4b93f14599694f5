using Havel.Fhir.Operations;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.Checking;

/// <summary>The codings to be checked, and where in the request they stand.</summary>
/// <param name="Codings">The codings: one, or those of a concept.</param>
/// <param name="Path">What issues name: <c>Coding</c>, <c>CodeableConcept</c>, or empty for a bare code.</param>
internal sealed record CodeQuestion(IReadOnlyList<ConceptCoding> Codings, string Path)
{
    public bool IsConcept => Path is "CodeableConcept";

    /// <summary>The path of an element of a coding.</summary>
    public string At(int position, string element) => Path switch
    {
        "" => element,
        "Coding" => "Coding." + element,
        _ => $"CodeableConcept.coding[{position}].{element}",
    };

    /// <summary>Reads the question; null with an issue where there is none, or more than one.</summary>
    /// <param name="parameters">The request.</param>
    /// <param name="systemUrl">The system that is meant where a bare code names none; with version.</param>
    /// <param name="issue">What is wrong.</param>
    public static CodeQuestion? Read(OperationParameters parameters, string? systemUrl, ref TerminologyIssue? issue)
    {
        var code = parameters.Text("code");
        var coding = parameters.Find("coding");
        var concept = parameters.Find("codeableConcept");
        if ((code is null ? 0 : 1) + (coding is null ? 0 : 1) + (concept is null ? 0 : 1) != 1)
        {
            issue = TerminologyIssue.Invalid("Exactly one of code, coding and codeableConcept is needed.");
            return null;
        }

        if (code is not null)
        {
            var (url, version, _) = Packages.Canonical.Parse(parameters.Text("system") ?? systemUrl ?? "");
            return new CodeQuestion(
                [
                    new ConceptCoding(
                        url.Length == 0 ? null : url, code,
                        parameters.Text("systemVersion") ?? parameters.Text("version") ?? version,
                        parameters.Text("display")),
                ],
                "");
        }

        if (coding is not null)
            return ReadCoding(coding, systemUrl, ref issue);

        var codings = ConceptJson.Parse(concept!.Json) is { } element
            ? ConceptJson.Objects(element, "coding").Select(ConceptJson.Coding).OfType<ConceptCoding>().ToList()
            : [];
        return new CodeQuestion(codings, "CodeableConcept");
    }

    private static CodeQuestion? ReadCoding(
        OperationParameter coding, string? systemUrl, ref TerminologyIssue? issue)
    {
        var read = coding.Json.IsEmpty ? OfToken(coding.Text) : ConceptJson.Coding(coding.Json.Span);
        if (read?.Code is null)
        {
            issue = TerminologyIssue.Invalid("The coding must have a code.");
            return null;
        }

        if (read.System is null && systemUrl is not null)
            read = read with { System = Packages.Canonical.Parse(systemUrl).Url };

        return new CodeQuestion([read], "Coding");
    }

    // In a URL a coding is written as a token: system|code.
    private static ConceptCoding? OfToken(string? text)
    {
        var bar = text?.LastIndexOf('|') ?? -1;
        if (text is null)
            return null;

        return bar < 0 ? new ConceptCoding(null, text) : new ConceptCoding(text[..bar], text[(bar + 1)..]);
    }
}
