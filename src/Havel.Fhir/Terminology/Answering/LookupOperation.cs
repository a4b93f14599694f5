using Havel.Fhir.Issues;
using Havel.Fhir.Operations;
using Havel.Fhir.Terminology.Checking;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Displays;

namespace Havel.Fhir.Terminology.Answering;

/// <summary><c>CodeSystem/$lookup</c>. Source: https://hl7.org/fhir/R4/codesystem-operation-lookup.html.</summary>
internal static class LookupOperation
{
    public static TerminologyAnswer Answer(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        TerminologyIssue? issue = null;
        var question = CodeQuestion.Read(parameters, null, ref issue);
        if (question is null || question.IsConcept || question.Codings[0].System is not { } url)
        {
            return AnswerJson.Refuse(
                issue ?? TerminologyIssue.Invalid("Name a code and its system, or send a coding with both."));
        }

        var scope = engine.Scope(RequestReading.Rules(parameters), RequestReading.Resources(parameters));
        if (ExpandOperation.MissingSupplement(scope) is { } missing)
            return AnswerJson.Refuse(missing);

        var coding = question.Codings[0];
        var lookup = scope.System(url, coding.Version);
        if (lookup.Fault is { } fault)
            return AnswerJson.Refuse(fault);

        var system = lookup.System!;
        var concept = TerminologyEngine.Find(system, coding.Code!);
        if (!concept.Exists)
        {
            return AnswerJson.Refuse(new TerminologyIssue(
                IssueSeverity.Error, IssueType.NotFound, "invalid-code",
                $"The code system {lookup.Canonical} has no code {coding.Code}.")
            {
                MessageId = "Unknown_Code_in_Version",
            });
        }

        var languages = RequestReading.Languages(parameters, null, call);
        var wanted = RequestReading.Texts(parameters, "property").ToList();
        return new TerminologyAnswer(
            200, AnswerJson.Write(json => Write(new ParametersWriter(json), system, concept, languages, wanted)));
    }

    private static void Write(
        ParametersWriter writer, ICodeSystem system, Concept concept, LanguageWish languages, List<string> wanted)
    {
        var texts = new ConceptTexts(system.Display(concept), system.Language, system.Designations(concept));
        writer.Start();
        writer.Add("name", "String", system.Name ?? system.Url);
        writer.Add("version", "String", system.Version);
        writer.Add("display", "String", texts.Pick(languages)?.Value ?? system.Code(concept));
        writer.Add("code", "Code", system.Code(concept));
        writer.Add("system", "Uri", system.Url);
        writer.Add("definition", "String", system.Definition(concept));
        writer.Add("abstract", system.IsAbstract(concept));
        if (wanted.Count == 0 || wanted.Exists(HasDesignations))
        {
            foreach (var text in texts.All)
                writer.AddParts("designation", parts => WriteDesignation(parts, text));
        }

        foreach (var property in Properties(system, concept, wanted))
            writer.AddParts("property", parts => WriteProperty(parts, system, property));

        if (system is SupplementedCodeSystem supplemented)
        {
            foreach (var supplement in supplemented.Supplements)
                writer.Add("used-supplement", "Canonical", SupplementedCodeSystem.Canonical(supplement));
        }

        writer.End();
    }

    private static IEnumerable<ConceptProperty> Properties(ICodeSystem system, Concept concept, List<string> wanted)
    {
        // Whether a code may still be used belongs to every answer; the rest only where it is asked for.
        var own = system.PropertiesOf(concept);
        if (!own.Any(property => property.Code is "inactive"))
            yield return new ConceptProperty("inactive", "Boolean", system.IsInactive(concept) ? "true" : "false");

        foreach (var property in own)
        {
            if (property.Code is "inactive" || IsWanted(property.Code, wanted))
                yield return property;
        }

        if (IsWanted("parent", wanted))
        {
            foreach (var parent in system.Parents(concept))
                yield return new ConceptProperty("parent", "Code", system.Code(parent));
        }

        if (!IsWanted("child", wanted))
            yield break;

        foreach (var child in system.Children(concept))
            yield return new ConceptProperty("child", "Code", system.Code(child));
    }

    private static bool HasDesignations(string property) =>
        property is "*" or "designation" || property.StartsWith("lang.", StringComparison.Ordinal);

    private static bool IsWanted(string code, List<string> wanted) =>
        wanted.Exists(one => one is "*" || string.Equals(one, code, StringComparison.Ordinal));

    private static void WriteDesignation(ParametersWriter parts, Designation text)
    {
        parts.Add("language", "Code", text.Language);
        if (text.Use is { } use)
            parts.Add("use", use);

        parts.Add("value", "String", text.Value);
        parts.Add("source", "Canonical", text.Source);
    }

    private static void WriteProperty(ParametersWriter parts, ICodeSystem system, ConceptProperty property)
    {
        parts.Add("code", "Code", property.Code);
        if (property.Coding is { } coding)
            parts.Add("value", coding);
        else
            parts.Add("value", property.Type, property.Value);

        // A code of the same system is easier read with its display.
        if (property.Code is "parent" or "child"
            && TerminologyEngine.Find(system, property.Value) is { Exists: true } at)
            parts.Add("description", "String", system.Display(at));

        parts.Add("source", "Canonical", property.Source);
    }
}
