using System.Text.Json.Nodes;
using Xunit;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>From the JSON at a parameter's places to its values.</summary>
internal static class CellReader
{
    private const decimal Lowest = decimal.MinValue;
    private const decimal Highest = decimal.MaxValue;

    /// <summary>The values, as many as there are to compare: a concept without a coding has none.</summary>
    public static IReadOnlyList<Cell> Read(JsonNode resource, Parameter parameter) =>
        parameter.Sources is [{ Shape: "deceased" }]
        ? [Deceased(resource)]
        : [.. parameter.Sources.SelectMany(source => Part(resource, source))];

    private static IEnumerable<Cell> Cells(JsonNode node, Source source) => source.Shape switch
    {
        "concept" => JsonWalk.Find(node, "coding").SelectMany(coding => Token(coding, "system", "code")),
        "coding" => Token(node, "system", "code"),
        "identifier" => Token(node, "system", "value"),
        "contact" => Token(node, "use", "value"),
        "code" => [new Cell.Token(source.Detail, (string)node!)],
        "bool" => [new Cell.Token(null, (bool)node ? "true" : "false")],
        "text" => [Text((string)node!)],
        "name" => Texts(node, "text", "family", "given", "prefix", "suffix"),
        "address" => Texts(node, "text", "line", "city", "district", "state", "postalCode", "country"),
        "reference" => Reference(node, source.Detail),
        "uri" => Address((string)node!),
        "group" => Group(node, source),
        _ => Ordered(node, source.Shape),
    };

    private static IEnumerable<Cell> Ordered(JsonNode node, string shape) => shape switch
    {
        "date" => [new Cell.Time(TimeSpot.Parse((string)node!))],
        "period" => Period(node),
        "timing" => JsonWalk.Find(node, "repeat.boundsPeriod").SelectMany(Period),
        "number" => [new Cell.Amount((decimal)node, (decimal)node, null, null, null)],
        "quantity" => Quantity(node),
        "range" => Range(node),
        "span" => Range(node).Select(amount => amount with { System = null, Code = null, Unit = null }),
        "money" => [Money(node)],
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape"),
    };

    private static IEnumerable<Cell> Group(JsonNode node, Source source)
    {
        var components = source.Components.Select(part => Part(node, part)).ToArray();
        if (components.All(cells => cells.Count > 0))
            yield return new Cell.Group(components);
    }

    private static IReadOnlyList<Cell> Part(JsonNode node, Source source) =>
        [.. JsonWalk.Find(node, source.Path).SelectMany(found => Cells(found, source))];

    private static Cell.Token Deceased(JsonNode patient)
    {
        var isDeceased = patient["deceasedDateTime"] is not null || (bool?)patient["deceasedBoolean"] == true;
        return new Cell.Token(null, isDeceased ? "true" : "false");
    }

    private static IEnumerable<Cell.Token> Token(JsonNode node, string system, string code)
    {
        if ((string?)node[code] is { } value)
            yield return new Cell.Token((string?)node[system], value);
    }

    private static IEnumerable<Cell> Texts(JsonNode node, params string[] parts) =>
        parts.SelectMany(part => JsonWalk.Find(node, part)).Select(found => Text((string)found!));

    private static Cell.Text Text(string raw) => new(raw, Folding.Fold(raw));

    // A reference into the resource itself leads nowhere that a search could name.
    private static IEnumerable<Cell> Reference(JsonNode node, string? type)
    {
        var target = (string?)node["reference"];
        if (target is ['#', ..] || (type is not null && !PointsTo(node, type)))
            target = null;

        var identifier = node["identifier"] is { } given ? Token(given, "system", "value").FirstOrDefault() : null;
        if (target is not null || (identifier is not null && type is null))
            yield return new Cell.Reference(target, identifier);
    }

    private static bool PointsTo(JsonNode node, string type) =>
        ((string?)node["reference"])?.StartsWith(type + "/", StringComparison.Ordinal) == true;

    private static IEnumerable<Cell> Address(string uri)
    {
        yield return new Cell.Address(uri);
        if (uri.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar)
            yield return new Cell.Address(uri[..bar]);
    }

    private static IEnumerable<Cell> Period(JsonNode node)
    {
        TimeSpot? start = (string?)node["start"] is { } first ? TimeSpot.Parse(first) : null;
        TimeSpot? end = (string?)node["end"] is { } last ? TimeSpot.Parse(last) : null;
        if (start is not null || end is not null)
            yield return new Cell.Time(TimeSpot.Between(start, end));
    }

    private static IEnumerable<Cell> Quantity(JsonNode node)
    {
        if (node["value"] is not { } value)
            yield break;

        Assert.True(node["comparator"] is null, "The matcher has not learnt comparators, for the data has none");
        yield return new Cell.Amount(
            (decimal)value, (decimal)value, (string?)node["system"], (string?)node["code"], (string?)node["unit"]);
    }

    private static IEnumerable<Cell.Amount> Range(JsonNode node)
    {
        var low = node["low"];
        var high = node["high"];
        if ((low ?? high) is not { } any)
            yield break;

        yield return new Cell.Amount(
            (decimal?)low?["value"] ?? Lowest, (decimal?)high?["value"] ?? Highest,
            (string?)any["system"], (string?)any["code"], (string?)any["unit"]);
    }

    private static Cell.Amount Money(JsonNode node)
    {
        var value = (decimal)node["value"]!;
        return new Cell.Amount(value, value, "urn:iso:std:iso:4217", (string?)node["currency"], null);
    }
}
