using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.FhirPath;

public sealed class LimitTests
{
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    [Theory]
    [InlineData("'x'.repeat($this & 'x')")]
    [InlineData("'x'.repeat($this + $this)")]
    [InlineData("1.repeat($this + 1)")]
    [InlineData("(1|2|3|4).select((1|2|3|4|5|6|7|8|9).aggregate($total.combine($total).combine($this)))")]
    public void An_expression_without_end_ends_in_an_issue(string text)
    {
        var context = new EvaluationContext { StepLimit = 200_000 };
        var fault = Compile(text).Evaluate(default, context, new FhirPathCollection());
        if (text.Contains("aggregate", StringComparison.Ordinal))
            Assert.Null(fault);
        else
            Assert.Equal(IssueType.TooCostly, fault?.Type);
    }

    [Theory]
    [InlineData("'a'.repeatAll($this)")]
    [InlineData("(1 | 2).repeatAll($this.combine($this))")]
    [InlineData("%long.toChars().aggregate($total & $total & 'a', 'aa').length()")]
    [InlineData("%long.toChars().aggregate($total.replace('', $total), 'aa').length()")]
    [InlineData("%long.toChars().aggregate($total.replace('a', %long), 'aa').length()")]
    [InlineData("%long.toChars().aggregate($total.replaceMatches('(a*)', '$1$1$1'), 'aa').length()")]
    [InlineData("%long.toChars().aggregate($total.combine($total), 1 | 2).count()")]
    [InlineData("%long.toChars().aggregate($total.combine($total.select($this + 1 'mg')), 2 'g').distinct()")]
    [InlineData("%long.toChars().select(%long.toChars()).select(%long.toChars()).select(%long.toChars()).sort()")]
    [InlineData("%long.toChars().select(%long.toChars()).select(%long.toChars()).select(%long).join(%long)")]
    [InlineData("(%long & '!').matches('^(a+)+(?=b)$')")]
    public void What_would_fill_the_memory_or_never_end_is_too_costly(string text)
    {
        var context = new EvaluationContext { StepLimit = 1_000_000 };
        context.SetVariable("long", FhirPathValue.Of(new string('a', 60)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Compile(text).Evaluate(default, context, new FhirPathCollection());
        Assert.Equal(IssueType.TooCostly, fault?.Type);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("iif(true, ", ")")]
    [InlineData("1 + ", "")]
    [InlineData("'a'.select(", ")")]
    public void Nesting_without_end_is_refused(string before, string after)
    {
        var text = string.Concat(Enumerable.Repeat(before, 5000)) + "1" + string.Concat(Enumerable.Repeat(after, 5000));
        var compiled = FhirPathCompiler.Compile(text, null, R4);
        Assert.False(compiled.IsValid);
    }

    [Theory]
    [InlineData("", ".a")]
    [InlineData("", "[0]")]
    [InlineData("", " or true")]
    [InlineData("", ".first()")]
    [InlineData("repeat(", ")")]
    public void Chains_without_end_are_refused(string before, string after)
    {
        var text = string.Concat(Enumerable.Repeat(before, 3000)) + "$this"
            + string.Concat(Enumerable.Repeat(after, 3000));
        Assert.False(FhirPathCompiler.Compile(text, R4.FindType("Questionnaire"), R4).IsValid);
    }

    [Fact]
    public void A_regular_expression_that_backtracks_without_end_is_stopped()
    {
        var text = $"'{new string('a', 60)}!'.matches('^(a+)+(?=b)$')";
        var fault = Compile(text).Evaluate(default, new EvaluationContext(), new FhirPathCollection());
        Assert.True(fault is null or { Type: IssueType.TooCostly });
    }

    [Fact]
    public void Cut_off_expressions_give_issues_and_never_exceptions()
    {
        const string Text = "Patient.name.where(use = 'x\\u00e4' and `given`[0] != @2024-01-01T10:00:00.5+01:00 or "
            + "%`a`.is(System.String) /* c */ xor 4.5 'mg' ~ {} | $this).select($index + -1)";
        for (var length = 0; length < Text.Length; length++)
        {
            var compiled = FhirPathCompiler.Compile(Text[..length], R4.FindType("Patient"), R4);
            Assert.Equal(compiled.Expression is null, compiled.Issues.Any(issue => issue.IsError));
        }
    }

    [Fact]
    public void Thousands_of_misspellings_are_told_by_the_hundred()
    {
        var names = string.Join(" & ", Enumerable.Range(0, 200).Select(
            number => $"select({string.Join(" & ", Enumerable.Repeat($"famly{number}", 20))})"));
        var compiled = FhirPathCompiler.Compile(names, R4.FindType("HumanName"), R4);
        Assert.False(compiled.IsValid);
        Assert.InRange(compiled.Issues.Count, 1, 200);
    }

    [Fact]
    public void A_misspelling_is_reported_with_its_line_and_column()
    {
        var compiled = FhirPathCompiler.Compile("Patient\n  .name\n  .famly", R4.FindType("Patient"), R4);
        var issue = Assert.Single(compiled.Issues);
        Assert.Equal((3, 4), (issue.Line, issue.Column));
    }

    [Theory]
    [InlineData("Observation.code")]
    [InlineData("Observation.code.coding.code")]
    [InlineData("Observation.subject.where(resolve() is Patient)")]
    [InlineData("Observation.code.coding.where(system = 'http://loinc.org').code")]
    [InlineData("(Observation.value as Quantity) | (Observation.value as SampledData)")]
    [InlineData("Observation.code | Observation.component.code")]
    [InlineData("Observation.value.exists() and Observation.status != 'final'")]
    [InlineData("Observation.status in ('final' | 'amended') and component.code.coding.where(system = 'x').empty()")]
    public void A_search_expression_allocates_nothing(string text)
    {
        var resource = Parse(
            """
            {"resourceType": "Observation", "status": "final", "subject": {"reference": "Patient/1"},
             "code": {"coding": [{"system": "http://loinc.org", "code": "1"}, {"code": "2"}]},
             "valueQuantity": {"value": 1.5, "unit": "mg"},
             "component": [{"code": {"coding": [{"system": "http://loinc.org", "code": "3"}]}}]}
            """);
        var expression = FhirPathCompiler.Compile(text, resource.Type, R4).Expression!;
        var (context, result) = (new EvaluationContext(), new FhirPathCollection(16));
        for (var i = 0; i < 50; i++)
            expression.Evaluate(resource, context, result);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            expression.Evaluate(resource, context, result);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Node Parse(string json)
    {
        var parsed = new ResourceParser(R4).Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join("; ", parsed.Issues.Select(issue => issue.Message)));
        return parsed.Table.Root;
    }

    private static FhirPathExpression Compile(string text)
    {
        var compiled = FhirPathCompiler.Compile(text, null, R4);
        Assert.True(compiled.IsValid, string.Join("; ", compiled.Issues.Select(issue => issue.Message)));
        return compiled.Expression!;
    }
}
