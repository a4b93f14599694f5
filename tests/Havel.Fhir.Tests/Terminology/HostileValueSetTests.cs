using System.Globalization;
using System.Text;
using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Xunit;

namespace Havel.Fhir.Tests.Terminology;

/// <summary>Value sets that would take for ever. A time limit guards each test: without the bounds they never
/// end.</summary>
public sealed class HostileValueSetTests
{
    private const int Levels = 30;
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("""{"system":"http://t/s"}""")]
    [InlineData("""{"system":"http://t/s","concept":[{"code":"none"}]}""")]
    public Task Value_sets_that_double_at_each_level_are_refused(string last) => Task.Run(
        () =>
        {
            var engine = Doubling(last);
            Assert.Equal(IssueType.TooCostly, engine.Members("http://t/v0", 100).Issue?.Type);
            Assert.Equal(
                CodeVerdict.Undecidable,
                engine.Check("http://t/v0", new CodedValue("http://t/s"u8, "stranger"u8)).Verdict);
        });

    [Fact(Timeout = Patience)]
    public Task Value_sets_that_double_within_a_circle_are_refused() => Task.Run(
        () => Assert.NotNull(Doubling("""{"valueSet":["http://t/v0"]}""").Members("http://t/v0", 100).Issue));

    [Fact]
    public void Some_levels_that_double_are_listed_and_asked()
    {
        var engine = Doubling("""{"system":"http://t/s"}""");
        var canonical = $"http://t/v{(Levels - 8).ToString(CultureInfo.InvariantCulture)}";
        Assert.Single(engine.Members(canonical, 100).Codes);
        Assert.Equal(CodeVerdict.Member, engine.Check(canonical, new CodedValue("http://t/s"u8, "a"u8)).Verdict);
    }

    [Fact(Timeout = Patience)]
    public Task A_flood_of_regular_expressions_is_refused() => Task.Run(
        () =>
        {
            var concepts = string.Join(',', Enumerable.Range(0, 10_000).Select(count => $$"""{"code":"k{{count}}"}"""));
            var filters = string.Join(',', Enumerable.Repeat("""{"property":"code","op":"regex","value":"k.*"}""", 50));
            var line = $$"""{"system":"http://t/s","filter":[{{filters}}]}""";
            var engine = Engine([System(concepts), ValueSet("v", string.Join(',', Enumerable.Repeat(line, 50)))]);
            Assert.Equal(IssueType.TooCostly, engine.Members("http://t/v", 20_000).Issue?.Type);
        });

    [Theory(Timeout = Patience)]
    [InlineData("is-a", 0)]
    [InlineData("descendent-of", 0)]
    [InlineData("generalizes", 20_000 - 1)]
    public Task A_long_chain_of_concepts_is_a_tree_that_can_be_read(string filter, int start) => Task.Run(() =>
    {
        const int Length = 20_000;
        var concepts = string.Join(',', Enumerable.Range(1, Length - 1).Select(count =>
            $$$"""{"code":"k{{{count}}}","property":[{"code":"parent","valueCode":"k{{{count - 1}}}"}]}"""));
        var engine = Engine([System("""{"code":"k0"},""" + concepts), ValueSet("v", $$$"""
            {"system":"http://t/s",
             "filter":[{"property":"concept","op":"{{{filter}}}","value":"k{{{start}}}"}]}
            """)]);
        Assert.True(engine.Members("http://t/v", Length).Codes.Count >= Length - 1);

        var expansion = TerminologyOperations.Expand(
            engine,
            OperationParameters.OfQuery([new("url", "http://t/v"), new("excludeNested", "false")]),
            new TerminologyCall(DateTimeOffset.UnixEpoch));
        Assert.Equal(200, expansion.Status);
        using var document = JsonDocument.Parse(expansion.Body, new JsonDocumentOptions { MaxDepth = 300 });
    });

    private static TerminologyEngine Doubling(string last)
    {
        var resources = new List<string> { System("""{"code":"a"}"""), ValueSet($"v{Levels}", last) };
        for (var level = 0; level < Levels; level++)
        {
            var next = $$"""{"valueSet":["http://t/v{{level + 1}}"]}""";
            resources.Add(ValueSet($"v{level}", $"{next},{next}"));
        }

        return Engine(resources);
    }

    private static string System(string concepts) =>
        $$"""
        {"resourceType":"CodeSystem","url":"http://t/s","status":"active","content":"complete","concept":[{{concepts}}]}
        """;

    private static string ValueSet(string name, string lines) =>
        $$$"""
        {"resourceType":"ValueSet","url":"http://t/{{{name}}}","status":"active","compose":{"include":[{{{lines}}}]}}
        """;

    private static TerminologyEngine Engine(List<string> resources) => new(ConformanceCatalog.Core.With(
        [.. resources.Select(text => ConformanceResource.From(Encoding.UTF8.GetBytes(text))!)]));
}
