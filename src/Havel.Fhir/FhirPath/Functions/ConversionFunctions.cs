using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Conversions and their <c>convertsTo</c> questions. Source:
/// https://hl7.org/fhirpath/N1/#conversion.</summary>
internal static class ConversionFunctions
{
    public static readonly FunctionSpec[] All =
    [
        .. Pair("Boolean", FunctionResult.Boolean, Conversion.ToBoolean),
        .. Pair("Integer", FunctionResult.Integer, Conversion.ToInteger),
        .. Pair("Decimal", FunctionResult.Decimal, Conversion.ToDecimal),
        .. Pair("String", FunctionResult.String, Conversion.ToText),
        .. Pair("Date", FunctionResult.Unknown, static value => Conversion.ToTemporal(FhirPathKind.Date, value)),
        .. Pair("DateTime", FunctionResult.Unknown,
            static value => Conversion.ToTemporal(FhirPathKind.DateTime, value)),
        .. Pair("Time", FunctionResult.Unknown, static value => Conversion.ToTemporal(FhirPathKind.Time, value)),
        new("toQuantity", 0, 1, FunctionResult.Unknown, ToQuantity, FunctionInput.Single),
        new("convertsToQuantity", 0, 1, FunctionResult.Boolean, ConvertsToQuantity, FunctionInput.Single),
    ];

    private static FunctionSpec[] Pair(
        string type, FunctionResult result, Func<FhirPathValue, FhirPathValue?> convert) =>
    [
        new("to" + type, 0, 0, result, (in call) => Convert(call, convert), FunctionInput.Single),
        new("convertsTo" + type, 0, 0, FunctionResult.Boolean, (in call) => Ask(call, convert), FunctionInput.Single),
    ];

    private static void Convert(in FunctionCall call, Func<FhirPathValue, FhirPathValue?> convert)
    {
        if (call.TryInput(out var value))
            call.Answer(convert(value));
    }

    private static void Ask(in FunctionCall call, Func<FhirPathValue, FhirPathValue?> convert)
    {
        if (call.TryInput(out var value))
            call.Answer(convert(value) is not null);
    }

    private static void ToQuantity(in FunctionCall call)
    {
        if (call.TryInput(out var value))
            call.Answer(Quantity(call, value));
    }

    private static void ConvertsToQuantity(in FunctionCall call)
    {
        if (call.TryInput(out var value))
            call.Answer(Quantity(call, value) is not null);
    }

    private static FhirPathValue? Quantity(in FunctionCall call, in FhirPathValue value)
    {
        var quantity = Conversion.ToQuantity(value);
        if (quantity is not { } found || !FunctionCall.TryText(call.First, out var unit))
            return quantity;
        if (found.Unit == unit)
            return found;

        var word = CalendarUnit.OfWord(unit);
        var one = FhirPathValue.Quantity(1, word ?? unit, word is not null);
        return QuantityOrder.Convert(found, one) is { } amount
            ? FhirPathValue.Quantity(amount, word ?? unit, word is not null)
            : null;
    }
}
