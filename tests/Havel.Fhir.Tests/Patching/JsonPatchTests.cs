using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Havel.Fhir.Patching;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Patching;

/// <summary>JSON Patch: the official suite, and what the suite does not ask. Source: RFC 6902.</summary>
public sealed class JsonPatchTests
{
    private const string Suite = "suites/json-patch/json-patch-tests.json";

    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        if (!SharedData.Has(Suite))
            return cases;

        var all = Read();
        for (var i = 0; i < all.Count; i++)
            cases.Add(i, all[i]?["comment"]?.ToString() ?? "case " + i);

        return cases;
    }

    [SharedTheory(Suite)]
    [MemberData(nameof(Cases))]
    public void The_official_suite_is_met(int position, string comment)
    {
        Assert.NotNull(comment);
        var one = Read()[position]!.AsObject();
        if (one["disabled"]?.GetValue<bool>() == true)
            return;

        var result = JsonPatch.Apply(Bytes(one["doc"]), Bytes(one["patch"]));
        if (one.ContainsKey("error"))
        {
            Assert.False(result.IsApplied, $"{comment}: {one["error"]}");
            return;
        }

        Assert.True(result.IsApplied, result.Fault?.Message);
        var expected = one.TryGetPropertyValue("expected", out var wanted) ? wanted : one["doc"];
        var actual = JsonNode.Parse(result.Body.Span);
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{comment}: {Encoding.UTF8.GetString(result.Body.Span)}");
    }

    [Fact]
    public void A_failed_test_names_its_operation_and_leaves_nothing()
    {
        var result = Apply(
            """{"a":1}""", """[{"op":"add","path":"/b","value":2},{"op":"test","path":"/a","value":2}]""");

        Assert.False(result.IsApplied);
        Assert.False(result.IsMalformed);
        Assert.Contains("Operation 2", result.Fault!.Message, StringComparison.Ordinal);
        Assert.Contains("test /a", result.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""[{"op":"jump","path":"/a"}]""")]
    [InlineData("""[{"op":"add","path":"a","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/a"}]""")]
    [InlineData("""[{"op":"add","path":"/~2","value":1}]""")]
    [InlineData("""[{"op":"add","op":"remove","path":"/a","value":1}]""")]
    [InlineData("[7]")]
    public void A_patch_that_breaks_its_own_rules_is_told_so(string patch) =>
        Assert.True(Apply("""{"a":1}""", patch).IsMalformed);

    [Fact]
    public void Numbers_keep_their_digits()
    {
        var result = Apply("""{"a":1.00,"b":1e3}""", """[{"op":"add","path":"/c","value":2.50}]""");

        Assert.Equal("""{"a":1.00,"b":1e3,"c":2.50}""", Encoding.UTF8.GetString(result.Body.Span));
    }

    [Fact]
    public void What_a_removal_empties_goes_from_a_resource()
    {
        var result = JsonPatch.ApplyToResource(
            """{"resourceType":"Patient","name":[{"family":"A"}]}"""u8.ToArray(),
            """[{"op":"remove","path":"/name/0"}]"""u8.ToArray());

        Assert.Equal("""{"resourceType":"Patient"}""", Encoding.UTF8.GetString(result.Body.Span));
    }

    [Fact]
    public void Copies_of_copies_end()
    {
        var doubling = string.Join(',', Enumerable.Repeat(
            """{"op":"copy","from":"/a","path":"/a/-"},{"op":"copy","from":"/a","path":"/a/-"}""", 100));

        Assert.False(Apply("""{"a":["x"]}""", $"[{doubling}]").IsApplied);
    }

    private static PatchResult Apply(string document, string patch) =>
        JsonPatch.Apply(Encoding.UTF8.GetBytes(document), Encoding.UTF8.GetBytes(patch));

    // Some cases hold one member twice on purpose, so the raw text is what counts: it is cut out by hand.
    private static JsonArray Read() => JsonNode.Parse(
        File.ReadAllText(SharedData.Path(Suite)), documentOptions: new JsonDocumentOptions())!.AsArray();

    private static byte[] Bytes(JsonNode? node) =>
        node is null ? "null"u8.ToArray() : Encoding.UTF8.GetBytes(node.ToJsonString());
}
