using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.FhirPath;

/// <summary>What holds for any expression and any resource. The seed is fixed, so that a run means the same on every
/// machine; another one explores further.</summary>
[Properties(Replay = "(20261122,1)")]
public sealed class RandomExpressionTests
{
    private const int Steps = 30_000;

    private const string Symbols = "()[]{}'`\"%$@.,|&~\\/*";

    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    private static readonly Node[] Resources =
    [
        .. new[]
        {
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FhirPath", "Golden", "resource.json")),
            """
            {"resourceType": "Observation", "id": "o", "status": "final", "subject": {"reference": "Patient/1"},
             "code": {"coding": [{"system": "http://loinc.org", "code": "1"}, {"code": "2", "display": "\u00e4"}]},
             "effectiveDateTime": "2024-02", "_status": {"extension": [{"url": "http://x", "valueString": "y"}]},
             "valueQuantity": {"value": 1.50, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"},
             "component": [{"code": {"text": "a"}, "valueInteger": 7},
              {"code": {"text": "b"}, "valueTime": "10:00:00"}]}
            """,
            """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "http://a/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "active": false}},
              {"fullUrl": "http://a/Flag/2", "resource": {"resourceType": "Flag", "id": "2", "status": "active",
                "code": {"text": "x"}, "subject": {"reference": "Patient/1"}}}]}
            """,
            """
            {"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "group", "item": [
              {"linkId": "1.1", "type": "string", "maxLength": 5}, {"linkId": "1.2", "type": "boolean"}]}]}
            """,
        }.Select(Parse),
    ];

    private readonly EvaluationContext _kept = new() { StepLimit = Steps };

    [Property(MaxTest = 6000)]
    public void No_expression_throws(DoNotSize<int> any)
    {
        var seed = any.Item;
        var resource = Resources[(uint)seed % Resources.Length];
        var text = new RandomExpression(seed).Next(resource.Type);
        var typed = FhirPathCompiler.Compile(text, resource.Type, R4);
        Assert.Equal(typed.Expression is null, typed.Issues.Any(issue => issue.IsError));
        if (typed.Expression is not { } expression)
            return;

        var first = Evaluate(expression, resource, new EvaluationContext { StepLimit = Steps });
        var (value, fault) = expression.Test(resource, new EvaluationContext { StepLimit = Steps });
        Assert.True(fault is null || value is null);

        // The context that has seen other resources knows where elements start; that must not show.
        Assert.Equal((text, first), (text, Evaluate(expression, resource, _kept)));
        Assert.Equal((text, first), (text, Evaluate(expression, resource, _kept)));
    }

    [Fact]
    public void A_variable_does_not_outlive_its_evaluation()
    {
        var context = new EvaluationContext();
        var defines = FhirPathCompiler.Compile("defineVariable('v', 1).select(%v)", null, R4).Expression!;
        var passes = FhirPathCompiler.Compile(
            "iif(false, defineVariable('v', 1).select(%v), {}) | {}.defineVariable('w').combine(%w)", null, R4)
            .Expression!;
        var first = Evaluate(passes, Resources[0], context);
        Assert.Equal("Integer 1", Evaluate(defines, Resources[0], context));
        Assert.Equal(first, Evaluate(passes, Resources[0], context));
    }

    /// <summary>What is compiled for a type stops early and compares bytes; what is compiled for none does
    /// not.</summary>
    [Property(MaxTest = 6000)]
    public void An_expression_gives_the_same_with_its_type_known_and_unknown(DoNotSize<int> any)
    {
        var seed = any.Item;
        var resource = Resources[(uint)seed % Resources.Length];
        var text = new RandomExpression(seed).Next(resource.Type);
        var typed = FhirPathCompiler.Compile(text, resource.Type, R4).Expression;
        var untyped = FhirPathCompiler.Compile(text, null, R4).Expression;
        if (typed is null || untyped is null)
            return;

        var context = new EvaluationContext { StepLimit = Steps };
        var (left, right) = (Evaluate(typed, resource, context), Evaluate(untyped, resource, context));
        if (!(left + right).Contains("TooCostly", StringComparison.Ordinal))
            Assert.True(left == right, $"{text}: {left} but {right}");
    }

    [Property(MaxTest = 5000)]
    public void Garbage_gives_issues(DoNotSize<int> seed, (NonNegativeInt Place, char Letter)[] changes)
    {
        var text = new StringBuilder(new RandomExpression(seed.Item).Next(Resources[0].Type));
        foreach (var (place, letter) in changes)
        {
            var at = place.Get % (text.Length + 1);
            if (letter % 3 == 0 && at < text.Length)
                text.Remove(at, Math.Min(1 + letter % 4, text.Length - at));
            else
                text.Insert(at, letter % 3 == 1 ? letter : Symbols[letter % Symbols.Length]);
        }

        var compiled = FhirPathCompiler.Compile(text.ToString(), Resources[0].Type, R4);
        Assert.Equal(compiled.Expression is null, compiled.Issues.Any(issue => issue.IsError));
    }

    [Property(MaxTest = 3000)]
    public void Any_text_gives_an_expression_or_issues(string? text)
    {
        var compiled = FhirPathCompiler.Compile(text ?? string.Empty, null, R4);
        Assert.Equal(compiled.Expression is null, compiled.Issues.Any(issue => issue.IsError));
    }

    private static string Evaluate(FhirPathExpression expression, Node resource, EvaluationContext context)
    {
        var result = new FhirPathCollection();
        var fault = expression.Evaluate(resource, context, result);
        return fault is null
            ? string.Join("; ", result.Select(value => $"{value.Kind} {value}"))
            : $"{fault.Type} {fault.Message}";
    }

    private static Node Parse(string json)
    {
        var parsed = new ResourceParser(R4).Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join("; ", parsed.Issues.Select(issue => issue.Message)));
        return parsed.Table.Root;
    }
}
