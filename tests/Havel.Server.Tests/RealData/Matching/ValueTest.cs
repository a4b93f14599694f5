using Havel.Fhir.Ucum;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>From the text of a value to a test of cells, by the kind of the parameter.</summary>
internal static class ValueTest
{
    /// <summary>Whether a cell matches any of the values between the commas.</summary>
    public static Func<Cell, bool> Of(Parameter parameter, string modifier, string value, DateTimeOffset now)
    {
        var tests = Escapes.Split(value, ',').Select(one => One(parameter.Kind, modifier, one, now)).ToArray();
        return cell => Array.Exists(tests, test => test(cell));
    }

    private static Func<Cell, bool> One(Kind kind, string modifier, string value, DateTimeOffset now) => kind switch
    {
        Kind.Reference when modifier is "identifier" => Identifier(value),
        Kind.Reference => Reference(modifier, Escapes.Remove(value)),
        Kind.Token => Token(value),
        Kind.Text => Text(modifier, Escapes.Remove(value)),
        Kind.Date => Time(value, now),
        Kind.Number or Kind.Quantity => Amount(value),
        Kind.Uri => cell => cell is Cell.Address address && Equal(address.Uri, Escapes.Remove(value)),
        Kind.Composite => Composite(value, now),
        _ => cell => cell is Cell.Token id && Equal(id.Code, value),
    };

    private static Func<Cell, bool> Identifier(string value)
    {
        var token = Token(value);
        return cell => cell is Cell.Reference { Identifier: { } identifier } && token(identifier);
    }

    private static Func<Cell, bool> Time(string value, DateTimeOffset now)
    {
        var time = Comparison.OfTime(value, now);
        return cell => cell is Cell.Time span && time(span.Spot);
    }

    private static Func<Cell, bool> Token(string value)
    {
        var parts = Escapes.Split(value, '|').Select(Escapes.Remove).ToArray();
        if (parts is [var only])
            return cell => cell is Cell.Token token && Same(token.Code, only);

        var (system, code) = (parts[0], parts[1]);
        return cell => cell is Cell.Token token
            && (code.Length == 0 || Same(token.Code, code))
            && Equal(token.System ?? string.Empty, system);
    }

    // Where in doubt without regard to case: https://hl7.org/fhir/R4/search.html#token.
    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static Func<Cell, bool> Text(string modifier, string value)
    {
        var folded = Folding.Fold(value);
        return modifier switch
        {
            "exact" => cell => cell is Cell.Text text && Equal(text.Raw, value),
            "contains" => cell => cell is Cell.Text text && text.Folded.Contains(folded, StringComparison.Ordinal),
            _ => cell => cell is Cell.Text text && text.Folded.StartsWith(folded, StringComparison.Ordinal),
        };
    }

    private static Func<Cell, bool> Reference(string type, string value)
    {
        var local = value.Replace(HavelHost.Base + "/", string.Empty, StringComparison.Ordinal);
        if (local.Contains('/', StringComparison.Ordinal))
            return cell => cell is Cell.Reference reference && Equal(reference.Target, local);

        return cell => cell is Cell.Reference { Target: { } target } && target.Split('/') is [var kind, var id]
            && Equal(id, local) && (type.Length == 0 || Equal(kind, type));
    }

    private static Func<Cell, bool> Amount(string value)
    {
        var parts = Escapes.Split(value, '|').Select(Escapes.Remove).ToArray();
        var number = Comparison.OfNumber(parts[0]);
        if (parts is [_, UcumUnit.System, var code] && UcumUnit.Find(code) is { IsSpecial: false } wanted)
            return cell => cell is Cell.Amount amount && InUnit(amount, wanted) is var (low, high) && number(low, high);

        Func<Cell.Amount, bool> unit = parts switch
        {
            [_] => _ => true,
            [_, "", var text] => amount => Equal(amount.Code, text) || Equal(amount.Unit, text),
            _ => amount => Equal(amount.System, parts[1]) && Equal(amount.Code, parts[2]),
        };
        return cell => cell is Cell.Amount amount && number(amount.Low, amount.High) && unit(amount);
    }

    // As if it had been written in the unit of the question; an open end stays as it is.
    private static (decimal Low, decimal High)? InUnit(Cell.Amount amount, UcumUnit wanted)
    {
        return Equal(amount.System, UcumUnit.System) && amount.Code is { } code
            && UcumUnit.Find(code) is { IsSpecial: false } unit && unit.IsCommensurableWith(wanted)
            && unit.Convert(amount.Low, wanted) is { } low && unit.Convert(amount.High, wanted) is { } high
            ? (low, high)
            : null;
    }

    // The kinds of the components follow from the cells: a code first, a quantity or a code behind it.
    private static Func<Cell, bool> Composite(string value, DateTimeOffset now)
    {
        var parts = Escapes.Split(value, '$');
        var first = Token(parts[0]);
        return cell => cell is Cell.Group group && group.Components[0].Any(first) && group.Components[1].Any(Second);

        bool Second(Cell cell) =>
            One(cell is Cell.Amount ? Kind.Quantity : Kind.Token, string.Empty, parts[1], now)(cell);
    }

    private static bool Equal(string? left, string right) => right.Equals(left, StringComparison.Ordinal);
}
