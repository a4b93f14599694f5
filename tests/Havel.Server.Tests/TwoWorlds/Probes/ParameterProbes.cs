using Havel.Fhir.Definitions;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Searches by every parameter of every type in the history, with every modifier and prefix its kind has, for
/// values that stand in hidden records and for values that stand in open ones.</summary>
internal static class ParameterProbes
{
    private const int Values = 3;

    private static readonly string[] Endings =
        ["", "&_summary=count", "&_total=accurate&_count=3", "&_total=estimate", "&_count=0", "&_total=none&_count=2"];

    public static IEnumerable<Probe> All()
    {
        var turn = 0;
        foreach (var type in Harvest.Types)
        {
            foreach (var parameter in Parameters.Of(type))
            {
                foreach (var condition in Conditions(type, parameter))
                    yield return Search(type, condition, turn++);

                foreach (var condition in Negations(type, parameter, turn))
                    yield return Negation(type, condition, turn++);
            }
        }
    }

    /// <summary>What a parameter can be asked, without negation.</summary>
    public static IEnumerable<string> Conditions(string type, SearchParameterDefinition parameter)
    {
        var code = parameter.Code;
        var values = Harvest.ValuesOf(type, parameter, Values);
        return parameter.Kind switch
        {
            SearchParameterKind.Token => values.SelectMany((value, i) => OfToken(code, value, i)),
            SearchParameterKind.Reference => values.SelectMany((value, i) => OfReference(parameter, value, i)),
            SearchParameterKind.Date => values.SelectMany((value, i) => OfDate(code, value, i)),
            SearchParameterKind.String => values.SelectMany((value, i) => OfString(code, value, i)),
            SearchParameterKind.Quantity => values.SelectMany((value, i) => OfQuantity(code, value, i)),
            SearchParameterKind.Number => values.SelectMany((value, i) => OfNumber(code, value, i)),
            SearchParameterKind.Uri => values.Select(value => $"{code}={value}"),
            _ => [],
        };
    }

    private static Probe Search(string type, string condition, int turn)
    {
        var ending = Endings[turn % Endings.Length];
        var target = $"{type}?{condition}{ending}";
        return ending.Contains("_count=", StringComparison.Ordinal) ? Probe.Walk(8, target) : Probe.Get(7, target);
    }

    private static Probe Negation(string type, string condition, int turn) =>
        turn % 4 == 0
            ? Probe.Walk(16, $"{type}?{condition}&_count=5")
            : Probe.Get(16, $"{type}?{condition}{(turn % 2 == 0 ? "" : "&_summary=count")}");

    private static IEnumerable<string> Negations(string type, SearchParameterDefinition parameter, int turn)
    {
        if (parameter.Kind is SearchParameterKind.Composite or SearchParameterKind.Special)
            yield break;

        // Where no record has a value, one of the two says all.
        var hasValues = Harvest.ValuesOf(type, parameter, 1).Count > 0;
        if (hasValues || turn % 2 == 0)
            yield return $"{parameter.Code}:missing=true";
        if (hasValues || turn % 2 == 1)
            yield return $"{parameter.Code}:missing=false";
        if (parameter.Kind != SearchParameterKind.Token)
            yield break;

        foreach (var value in Harvest.ValuesOf(type, parameter, 2))
            yield return $"{parameter.Code}:not={value}";
    }

    private static IEnumerable<string> OfToken(string code, string value, int turn)
    {
        yield return $"{code}={value}";
        var bar = value.LastIndexOf('|');
        if (turn == 0 && bar >= 0)
        {
            yield return $"{code}={value[(bar + 1)..]}";
            yield return $"{code}={value[..bar]}|";
            yield return $"{code}={value},unheard-of";
        }
    }

    private static IEnumerable<string> OfReference(SearchParameterDefinition parameter, string value, int turn)
    {
        yield return $"{parameter.Code}={value}";
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (turn > 0 || slash < 0)
            yield break;

        yield return $"{parameter.Code}:{value[..slash]}={value[(slash + 1)..]}";
        yield return $"{parameter.Code}={value[(slash + 1)..]}";
        yield return $"{parameter.Code}=http://havel.test/fhir/{value}";
    }

    private static IEnumerable<string> OfDate(string code, string value, int turn)
    {
        if (turn > 0)
            return [$"{code}={value}", $"{code}=ge{value}"];

        return
        [
            $"{code}={value}", $"{code}={value[..4]}", $"{code}=gt{value}", $"{code}=ge{value}", $"{code}=lt{value}",
            $"{code}=le{value}", $"{code}=ne{value}", $"{code}=sa{value}", $"{code}=eb{value}", $"{code}=ap{value}",
            $"{code}=ge{value}&{code}=le{value}",
        ];
    }

    private static IEnumerable<string> OfString(string code, string value, int turn)
    {
        yield return $"{code}={value}";
        if (turn > 0)
            yield break;

        yield return $"{code}:exact={value}";
        yield return $"{code}:contains={value[(value.Length / 2)..]}";
        yield return $"{code}={value[..1]}";
    }

    private static string[] OfQuantity(string code, string value, int turn)
    {
        var number = value[..value.IndexOf('|', StringComparison.Ordinal)];
        string[] all =
        [
            $"{code}={value}", $"{code}=gt{number}", $"{code}=lt{value}", $"{code}=ne{number}", $"{code}=ap{value}",
        ];
        return turn == 0 ? all : all[..2];
    }

    private static IEnumerable<string> OfNumber(string code, string value, int turn) => turn > 0
        ? [$"{code}={value}"]
        : [$"{code}={value}", $"{code}=gt{value}", $"{code}=le{value}", $"{code}=ne{value}"];
}
