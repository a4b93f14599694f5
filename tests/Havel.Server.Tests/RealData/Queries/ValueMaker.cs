using System.Globalization;
using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData.Queries;

/// <summary>Writes a value for a query from a value that occurs, in the ways somebody could write it.</summary>
internal sealed class ValueMaker(Random random)
{
    private static readonly string[] Prefixes = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap", ""];

    private static readonly string[] Forms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.f", "yyyy-MM-ddTHH:mm:ss.fff",
    ];

    /// <summary>A modifier (empty for none, else with its colon) and a value.</summary>
    public (string Modifier, string Value) Make(Cell cell) => cell switch
    {
        Cell.Token token => (string.Empty, Token(token)),
        Cell.Text text => Text(text.Raw),
        Cell.Reference reference => Reference(reference),
        Cell.Time time => (string.Empty, Pick(Prefixes) + Date(time.Spot)),
        Cell.Amount { Code: null, Unit: null } number => (string.Empty, Pick(Prefixes) + Number(Bound(number))),
        Cell.Amount amount => (string.Empty, Quantity(amount)),
        Cell.Address address => (string.Empty, random.Next(6) > 0 ? Escapes.Add(address.Uri) : address.Uri + "/none"),
        Cell.Group group => (string.Empty, Composite(group)),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    /// <summary>A date near a span, at any precision, in any zone.</summary>
    public string Date(TimeSpot spot)
    {
        var isFromEnd = spot.Start == long.MinValue || (spot.End != long.MaxValue && random.Next(2) == 0);
        var ticks = isFromEnd ? spot.End - 1 : spot.Start;
        var at = new DateTime(ticks, DateTimeKind.Utc).AddDays(random.Next(3) == 0 ? random.Next(-400, 400) : 0);
        var precision = random.Next(Forms.Length);
        if (precision < 3)
            return at.ToString(Forms[precision], CultureInfo.InvariantCulture);

        var hours = random.Next(3) == 0 ? random.Next(-11, 13) : 0;
        var zone = hours == 0 ? Pick("Z", "", "+00:00") : $"{(hours < 0 ? '-' : '+')}{Math.Abs(hours):D2}:00";
        return at.AddHours(hours).ToString(Forms[precision], CultureInfo.InvariantCulture) + zone;
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Token(Cell.Token token)
    {
        var code = Escapes.Add(random.Next(8) == 0 ? Turn(token.Code) : token.Code);
        var system = Escapes.Add(token.System ?? string.Empty);
        return random.Next(12) switch
        {
            < 4 => code,
            < 8 => $"{system}|{code}",
            8 when token.System is not null => $"{system}|",
            9 when token.System is null => $"|{code}",
            10 => $"http://example.org/none|{code}",
            11 => code + "-none",
            _ => $"{code},{system}|none",
        };
    }

    private (string Modifier, string Value) Text(string raw)
    {
        var start = random.Next(raw.Length);
        var piece = raw[start..Math.Min(raw.Length, start + 2 + random.Next(6))];
        return random.Next(8) switch
        {
            0 => (":exact", Escapes.Add(raw)),
            1 => (":exact", Escapes.Add(Turn(raw))),
            2 or 3 when piece.Any(char.IsLetterOrDigit) => (":contains", Escapes.Add(Turn(piece))),
            4 => (string.Empty, Escapes.Add(raw[..Math.Min(raw.Length, 3)]) + "xq"),
            5 => (string.Empty, Escapes.Add(Unaccented(raw))),
            _ => (string.Empty, Escapes.Add(Turn(raw[..Math.Min(raw.Length, 1 + random.Next(7))].TrimEnd()))),
        };
    }

    private (string Modifier, string Value) Reference(Cell.Reference reference)
    {
        if (reference.Target is not { } target)
            return (":identifier", Token(reference.Identifier!));

        var slash = target.IndexOf('/', StringComparison.Ordinal);
        var (type, id) = (target[..slash], target[(slash + 1)..]);
        return random.Next(6) switch
        {
            0 => (string.Empty, id),
            1 => (":" + type, id),
            2 => (string.Empty, $"{HavelHost.Base}/{target}"),
            3 => (string.Empty, $"{target},{type}/none"),
            4 when random.Next(3) == 0 => (string.Empty, target + "-none"),
            _ => (string.Empty, target),
        };
    }

    private string Quantity(Cell.Amount amount)
    {
        var number = Pick(Prefixes) + Number(Bound(amount));
        var code = Escapes.Add(amount.Code ?? string.Empty);
        return random.Next(6) switch
        {
            0 => number,
            1 when amount.Unit is not null => $"{number}||{Escapes.Add(amount.Unit)}",
            2 when amount.Code is not null => $"{number}||{code}",
            3 => $"{number}|{Escapes.Add(amount.System ?? string.Empty)}|none",
            _ when amount is { Code: not null, System: not null } => $"{number}|{Escapes.Add(amount.System)}|{code}",
            _ => number,
        };
    }

    private string Composite(Cell.Group group)
    {
        var code = group.Components[0].OfType<Cell.Token>().First();
        var system = random.Next(2) == 0 ? string.Empty : Escapes.Add(code.System ?? string.Empty) + "|";
        return system + Escapes.Add(code.Code) + "$" + Make(group.Components[1][0]).Value.Split(',')[0];
    }

    private decimal Bound(Cell.Amount amount)
    {
        var isHigh = amount.Low == decimal.MinValue || (amount.High != decimal.MaxValue && random.Next(2) == 0);
        return isHigh ? amount.High : amount.Low;
    }

    // The number as it stands, with fewer or more digits, a little off, or with an exponent.
    private string Number(decimal value) => random.Next(6) switch
    {
        0 => Math.Round(value, random.Next(0, 3)).ToString(CultureInfo.InvariantCulture),
        1 => value.ToString("F" + Pick("0", "1", "2", "3"), CultureInfo.InvariantCulture),
        2 => (value + Pick(-1m, 1m, 0.1m, -0.01m)).ToString(CultureInfo.InvariantCulture),
        3 => value.ToString("0.#e0", CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private string Turn(string text) => random.Next(3) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        _ => text,
    };

    private static string Unaccented(string text) => text.Replace("ä", "a", StringComparison.Ordinal)
        .Replace("ö", "O", StringComparison.Ordinal).Replace("ü", "u", StringComparison.Ordinal)
        .Replace("ß", "SS", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal);
}
