using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.Checking;
using Havel.Fhir.Terminology.ConceptMaps;

namespace Havel.Fhir.Terminology.Answering;

/// <summary><c>ConceptMap/$translate</c>. Source:
/// https://hl7.org/fhir/R4/conceptmap-operation-translate.html.</summary>
internal static class TranslateOperation
{
    public static TerminologyAnswer Answer(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        TerminologyIssue? issue = null;
        var scope = engine.Scope(RequestReading.Rules(parameters), RequestReading.Resources(parameters));
        var question = CodeQuestion.Read(parameters, null, ref issue);
        var isReverse = RequestReading.Bool(parameters, "reverse", ref issue) ?? false;
        if (question is null || issue is not null)
            return AnswerJson.Refuse(issue!);
        if (question.Codings.Any(coding => coding.System is null || coding.Code is null))
            return AnswerJson.Refuse(TerminologyIssue.Invalid("A code to be translated needs its system."));

        if (Maps(scope.Catalog, parameters, call, isReverse, ref issue) is not { } maps)
            return AnswerJson.Refuse(issue!);

        var translator = new Translator(scope.Catalog)
        {
            IsReverse = isReverse,
            TargetSystem = parameters.Text("targetsystem") ?? parameters.Text("targetSystem"),
            Dependencies = ReadDependencies(parameters),
        };
        var matches = question.Codings.SelectMany(coding => translator.Translate(maps, coding)).ToList();
        return new TerminologyAnswer(
            200, AnswerJson.Write(json => Write(new ParametersWriter(json), matches, translator.Faults)));
    }

    private static List<ConceptMapDefinition>? Maps(
        ConformanceCatalog catalog,
        OperationParameters parameters,
        TerminologyCall call,
        bool isReverse,
        ref TerminologyIssue? issue)
    {
        var given = !call.Instance.IsEmpty ? call.Instance : parameters.Find("conceptMap")?.Resource ?? default;
        if (!given.IsEmpty)
        {
            if (ConceptMapReader.Read(given) is { } map)
                return [map];

            issue = TerminologyIssue.Invalid("The concept map cannot be read.");
            return null;
        }

        if (parameters.Text("url") is { } url)
        {
            var version = parameters.Text("conceptMapVersion");
            if (catalog.Find("ConceptMap", version is null ? url : $"{url}|{version}") is { } resource
                && CompiledResources.MapOf(resource) is { } named)
            {
                return [named];
            }

            issue = TerminologyIssue.NotFound($"The concept map {url} is not known here.", "UNKNOWN_CONCEPT_MAP");
            return null;
        }

        // Without a map named, every map between the value sets named will do.
        var source = parameters.Text(isReverse ? "target" : "source");
        var target = parameters.Text(isReverse ? "source" : "target");
        return
        [
            .. catalog.All("ConceptMap").Select(CompiledResources.MapOf).OfType<ConceptMapDefinition>()
                .Where(map => Fits(source, map.SourceScope) && Fits(target, map.TargetScope)),
        ];
    }

    private static bool Fits(string? wish, string? scope) => wish is null
        || (scope is not null && string.Equals(
            Canonical.Parse(wish).Url, Canonical.Parse(scope).Url, StringComparison.Ordinal));

    private static List<MapCondition> ReadDependencies(OperationParameters parameters) =>
    [
        .. parameters.Named("dependency").Concat(parameters.Named("dependsOn")).Select(dependency =>
        {
            var element = Part(dependency, "element") ?? Part(dependency, "attribute");
            var concept = Part(dependency, "concept") ?? Part(dependency, "value");
            var coding = concept is null || concept.Json.IsEmpty ? null : FirstCoding(concept);
            return new MapCondition(
                element?.Text ?? "", coding?.System, coding?.Code ?? concept?.Text ?? "", coding?.Display);
        }),
    ];

    private static ConceptCoding? FirstCoding(OperationParameter concept) =>
        CodeSystems.ConceptJson.Parse(concept.Json) is not { } value ? null
        : value.TryGetProperty("coding", out _)
            ? CodeSystems.ConceptJson.Objects(value, "coding").Select(CodeSystems.ConceptJson.Coding).FirstOrDefault()
            : CodeSystems.ConceptJson.Coding(value);

    private static OperationParameter? Part(OperationParameter parameter, string name) =>
        parameter.Parts.FirstOrDefault(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    private static void Write(ParametersWriter writer, List<MapMatch> matches, IReadOnlyList<string> faults)
    {
        var isFound = matches.Exists(match => match.IsTranslation);
        writer.Start();
        writer.Add("result", isFound);
        if (!isFound)
        {
            writer.Add("message", "String", faults.Count > 0
                ? string.Join("; ", faults)
                : "No map known here translates the code.");
        }

        foreach (var match in matches)
            writer.AddParts("match", parts => WriteMatch(parts, match));

        writer.End();
    }

    private static void WriteMatch(ParametersWriter parts, MapMatch match)
    {
        parts.Add("equivalence", "Code", match.Equivalence);
        if (match.Concept is { } concept)
            parts.Add("concept", concept);

        foreach (var product in match.Products)
        {
            parts.AddParts("product", inner =>
            {
                inner.Add("element", "Uri", product.Property);
                inner.Add("concept", new ConceptCoding(product.System, product.Value, Display: product.Display));
            });
        }

        parts.Add("comment", "String", match.Comment);
        parts.Add("source", "Uri", match.Source.Length == 0 ? null : match.Source);
    }
}
