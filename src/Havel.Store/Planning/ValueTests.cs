using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Turns the values of a clause into tests on rows; token values of one system become one test.</summary>
internal static class ValueTests
{
    public static IEnumerable<ValueTest> Of(SearchModifier modifier, IReadOnlyList<SearchValue> values) =>
        modifier == SearchModifier.Other
            ? Same(SearchModifier.Whole, values).Select(same => new OtherTest(same))
            : Same(modifier, values);

    private static IEnumerable<ValueTest> Same(SearchModifier modifier, IReadOnlyList<SearchValue> values)
    {
        // Nearly every clause has one value, and this is on the way of every search.
        if (values is [var only] && Single(modifier, only) is { } single)
            return [single];

        var tokens = values.OfType<TokenValue>().Where(value => value.Value is not null)
            .GroupBy(value => value.System)
            .Select(group => new TokenTest([.. group.Select(value => value.Value!.Value).Distinct()], group.Key));
        var references = Keys(values);
        return tokens
            .Concat(references.Length == 0 ? [] : [new TokenTest(references, System: null)])
            .Concat(values.Select(value => One(modifier, value)).OfType<ValueTest>());
    }

    /// <summary>The test for one value of a composite.</summary>
    public static ValueTest OfComponent(SearchValue value) => Of(SearchModifier.None, [value]).First();

    private static ValueTest? Single(SearchModifier modifier, SearchValue value) => value switch
    {
        TokenValue { Value: { } code } token => new TokenTest([code], token.System),
        ReferenceValue { Keys: [var key] } => new TokenTest([key], System: null),
        ReferenceValue => null,
        UriValue uri => new TokenTest([uri.Value], System: null),
        _ => One(modifier, value),
    };

    private static long[] Keys(IReadOnlyList<SearchValue> values) =>
    [
        .. values.OfType<ReferenceValue>().SelectMany(value => value.Keys)
            .Concat(values.OfType<UriValue>().Select(value => value.Value))
            .Distinct(),
    ];

    private static ValueTest? One(SearchModifier modifier, SearchValue value) => value switch
    {
        TokenValue { Value: null, System: { } system } => new SystemTest(system),
        TokenValue { Value: null } => AnyTest.Instance,
        TextValue text => new TextTest(text.Text),
        UriBelowValue below => new UriTest(below.Prefix),
        StringValue text => new StringTest(MatchOf(modifier), text.Text, text.Exact),
        DateValue date => new DateTest(date.Prefix, date.Low, date.High),
        NumberValue number => new NumberTest(number.Prefix, number.Low, number.High),
        QuantityValue quantity => new QuantityTest(
            quantity.Prefix, quantity.Low, quantity.High, quantity.Unit, quantity.System, quantity.IsConverted),
        _ => null,
    };

    private static StringMatch MatchOf(SearchModifier modifier) => modifier switch
    {
        SearchModifier.Exact => StringMatch.Exact,
        SearchModifier.Contains => StringMatch.Contains,
        SearchModifier.Whole => StringMatch.Whole,
        SearchModifier.EndsWith => StringMatch.EndsWith,
        _ => StringMatch.StartsWith,
    };
}
