using System.Diagnostics;
using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Membership;

/// <summary>Value sets that would never end, or cost more than a server has: a clear issue in bounded time.</summary>
public sealed class HostileValueSetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_circle_is_seen_from_each_of_its_members()
    {
        var engine = Shelf.Engine(Import("a", "b"), Import("b", "c"), Import("c", "a"), Import("self", "self"));

        foreach (var name in (string[])["a", "b", "c", "self"])
        {
            Assert.Contains("includes itself", engine.Codes(name), StringComparison.Ordinal);
            Assert.Equal(
                CodeVerdict.Undecidable, engine.Check("http://example.org/" + name, Shelf.Animals, "x").Verdict);
        }
    }

    [Fact]
    public void Value_sets_that_all_include_each_other_end_soon()
    {
        var names = Enumerable.Range(0, 30).Select(i => $"s{i}").ToArray();
        var engine = Shelf.Engine([.. names.Select(name => Import(name, [.. names.Where(other => other != name)]))]);

        Assert.Contains("includes itself", Soon(() => engine.Codes("s0")), StringComparison.Ordinal);
    }

    [Fact]
    public void Doubling_at_each_level_ends_soon()
    {
        var sets = Enumerable.Range(0, 30).Select(i => Import($"s{i}", $"s{i + 1}", $"s{i + 1}"))
            .Append(Shelf.Set("s30", """ "include":[{"system":"http://example.org/animals"}] """));
        var engine = Shelf.Engine([.. sets, Shelf.AnimalSystem]);

        Assert.Contains("more value sets than can be asked", Soon(() => engine.Codes("s0")), StringComparison.Ordinal);
        Assert.Equal(
            CodeVerdict.Undecidable, Soon(() => engine.Check("http://example.org/s0", Shelf.Animals, "dog")).Verdict);
    }

    [Fact]
    public void An_expression_that_would_backtrack_without_end_does_not()
    {
        var long_ = new string('a', 5000);
        var engine = Shelf.Engine(
            Shelf.System($$"""
                "concept":[{"code":"{{long_}}!"},{"code":"{{long_}}"}]
                """),
            Shelf.Filtered("set", "code", "regex", "(a+)+"));

        Assert.Equal(long_, Soon(() => engine.Codes("set")));
    }

    [Fact]
    public void A_huge_value_set_is_too_costly_as_a_whole_but_has_pages()
    {
        var concepts = string.Join(',', Enumerable.Range(0, 25_000).Select(i => $$"""{"code":"c{{i}}"}"""));
        var engine = Shelf.Engine(
            Shelf.System($"\"concept\":[{concepts}]"),
            Shelf.Set("set", """ "include":[{"system":"http://example.org/animals"}] """));

        var whole = Havel.Fhir.Terminology.Answering.TerminologyOperations.Expand(
            engine, Shelf.Query("url=http://example.org/set"), Shelf.Call());
        var page = Havel.Fhir.Terminology.Answering.TerminologyOperations.Expand(
            engine, Shelf.Query("url=http://example.org/set", "count=2", "offset=100"), Shelf.Call());

        Assert.Equal(422, whole.Status);
        Assert.Equal("too-costly", whole.Details());
        Assert.Equal("c100 c101", page.Tree());
        Assert.Null(page.Json()["expansion"]!["total"]);
    }

    private static string Import(string name, params string[] others) => Shelf.Set(
        name, "\"include\":[" + string.Join(
            ',', others.Select(other => $$"""{"valueSet":["http://example.org/{{other}}"]}""")) + "]");

    private static T Soon<T>(Func<T> question)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = question();
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Patience);
        return answer;
    }
}
