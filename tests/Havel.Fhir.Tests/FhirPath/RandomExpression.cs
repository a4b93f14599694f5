using Havel.Fhir.Definitions;

namespace Havel.Fhir.Tests.FhirPath;

/// <summary>Expressions grown from the grammar by a seed. Most names are elements of the type at hand, so that most of
/// what is grown means something.</summary>
internal sealed class RandomExpression(int seed)
{
    private static readonly string[] Literals =
    [
        "{}", "true", "false", "0", "1", "2", "-1", "2147483647", "0.5", "1.50", "'a'", "''", "'phone'", "'(a+)+b'",
        "'http://example.org/height'", "@2024-02-29", "@2024", "@2024-02-29T10:00:00.5+01:00", "@2024T", "@T10:30",
        "3 days", "1 year", "4 'mg'", "0.004 'g'", "1 'nosuch'", "37 'Cel'", "'5 \\'mg\\''", "'2024-05-01'", "'1.5'",
    ];

    private static readonly string[] Variables =
        ["%resource", "%rootResource", "%context", "%ucum", "%`vs-x`", "$this", "$index", "$total", "%v"];

    private static readonly string[] Operators =
    [
        "+", "-", "*", "/", "div", "mod", "&", "=", "!=", "~", "!~", "<", "<=", ">", ">=", "and", "or", "xor",
        "implies", "in", "contains", "|",
    ];

    private static readonly string[] Plain =
    [
        "empty", "exists", "not", "count", "distinct", "isDistinct", "first", "last", "tail", "single", "children",
        "descendants", "hasValue", "getValue", "toString", "toInteger", "toDecimal", "toBoolean", "toDate",
        "toDateTime", "toTime", "toQuantity", "convertsToDate", "convertsToQuantity", "abs", "ceiling", "floor",
        "truncate", "exp", "ln", "sqrt", "upper", "lower", "length", "toChars", "trim", "allTrue", "anyFalse", "type",
        "lowBoundary", "highBoundary", "precision", "resolve", "now", "today", "sum", "avg", "min", "max", "sort",
        "yearOf", "timeOf", "getReferenceKey", "htmlChecks", "join",
    ];

    private static readonly string[] WithOne =
    [
        "where", "select", "all", "exists", "repeat", "repeatAll", "skip", "take", "intersect", "exclude", "union",
        "combine", "subsetOf", "supersetOf", "indexOf", "lastIndexOf", "substring", "startsWith", "endsWith",
        "contains", "matches", "matchesFull", "split", "join", "extension", "power", "log", "round", "aggregate",
        "trace", "comparable", "sort", "coalesce", "toQuantity", "encode", "memberOf", "conformsTo", "subsumes",
        "checkModifiers", "lowBoundary", "hasExtension",
    ];

    private static readonly string[] WithTwo =
        ["iif", "substring", "replace", "replaceMatches", "aggregate", "duration", "difference", "coalesce", "sort"];

    private static readonly string[] TypeNames =
        ["boolean", "string", "Quantity", "System.String", "HumanName", "Patient", "dateTime", "Reference", "Element"];

    private readonly Random _random = new(seed);

    /// <summary>An expression for a focus of that type.</summary>
    public string Next(TypeDefinition type) => Expression(4, type);

    private string Expression(int depth, TypeDefinition? type) => _random.Next(depth <= 0 ? 2 : 8) switch
    {
        0 => Pick(Literals),
        1 => Pick(Variables),
        2 => $"{Expression(depth - 1, type)} {Pick(Operators)} {Expression(depth - 1, type)}",
        3 => $"({Expression(depth - 1, type)} {Pick(["is", "as"])} {Pick(TypeNames)})",
        4 => $"({Expression(depth - 1, type)})",
        _ => Path(depth, type),
    };

    private string Path(int depth, TypeDefinition? type)
    {
        var text = type is { IsResource: true } && _random.Next(3) == 0 ? type.Name : Element(ref type);
        for (var parts = _random.Next(4); parts > 0; parts--)
        {
            text += _random.Next(8) switch
            {
                0 => $"[{_random.Next(3)}]",
                1 => "." + Pick(Plain) + "()",
                2 or 3 => $".{Pick(WithOne)}({Expression(depth - 1, type)}{Pick(["", "", "", " desc"])})",
                4 => _random.Next(2) == 0
                    ? $".{Pick(["ofType", "is", "as"])}({Pick(TypeNames)})"
                    : $".{Pick(WithTwo)}({Expression(depth - 1, type)}, {Expression(depth - 1, type)})",
                5 => _random.Next(4) == 0 ? $".defineVariable('v', {Expression(depth - 1, type)})" : string.Empty,
                _ => "." + Element(ref type),
            };
        }

        return text;
    }

    private string Element(ref TypeDefinition? type)
    {
        if (type is null || type.Elements.Count == 0)
        {
            type = null;
            return Pick(["value", "code", "system", "reference", "extension", "nosuch"]);
        }

        var element = type.Elements[_random.Next(type.Elements.Count)];
        type = element.Types.Count == 0 ? null : element.Types[_random.Next(element.Types.Count)];
        return $"`{element.Name}`";
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
