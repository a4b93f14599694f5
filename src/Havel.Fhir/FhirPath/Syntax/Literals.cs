using System.Globalization;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>Literals as values. Source: https://hl7.org/fhirpath/N1/#literals.</summary>
internal static class Literals
{
    public static FhirPathValue Read(in Token token) => token.Kind switch
    {
        TokenKind.String => FhirPathValue.Of(token.Text),
        TokenKind.Integer => ReadInteger(token),
        TokenKind.Decimal => ReadDecimal(token),
        TokenKind.Date => ReadTemporal(FhirPathKind.Date, token),
        TokenKind.DateTime => ReadTemporal(FhirPathKind.DateTime, token),
        TokenKind.Time => ReadTemporal(FhirPathKind.Time, token),
        _ => throw new SyntaxFault(token.Position, $"A value was expected, {token} was found"),
    };

    /// <summary>The unit that a token behind a number is: a string, or a calendar word; null for anything
    /// else.</summary>
    public static string? Unit(in Token token) => token.Kind switch
    {
        TokenKind.String => token.Text,
        TokenKind.Identifier => CalendarUnit.OfWord(token.Text),
        _ => null,
    };

    private static FhirPathValue ReadInteger(in Token token) =>
        int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? FhirPathValue.Of(value)
            : throw new SyntaxFault(token.Position, $"{token.Text} is beyond the integers FHIRPath has");

    private static FhirPathValue ReadDecimal(in Token token) =>
        decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? FhirPathValue.Of(value)
            : throw new SyntaxFault(token.Position, $"{token.Text} is beyond the decimals FHIRPath has");

    private static FhirPathValue ReadTemporal(FhirPathKind kind, in Token token) =>
        FhirPathValue.Parse(kind, token.Text)
            ?? throw new SyntaxFault(token.Position, $"@{token.Text} is no {kind}");
}
