using System.Collections.Frozen;

namespace Havel.Fhir.Ucum;

/// <summary>Words for a symbol that UCUM does not have, with the code that was probably meant.</summary>
internal static class UnknownSymbol
{
    /// <summary>What is often written from habit, and shares no letters with the code.</summary>
    private static readonly FrozenDictionary<string, string> Habits = new Dictionary<string, string>
    {
        ["mcg"] = "ug",
        ["cc"] = "mL",
        ["hr"] = "h",
        ["sec"] = "s",
        ["yr"] = "a",
        ["lb"] = "[lb_av]",
        ["lbs"] = "[lb_av]",
        ["oz"] = "[oz_av]",
        ["in"] = "[in_i]",
        ["ft"] = "[ft_i]",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Describe(string unit, string symbol)
    {
        var shown = unit.Length <= Limits.QuotedBytes ? unit : unit[..Limits.QuotedBytes] + "...";
        var named = symbol.Length <= Limits.QuotedBytes ? symbol : symbol[..Limits.QuotedBytes] + "...";
        var found = named == shown ? $"'{shown}' is no UCUM unit" : $"'{named}' in '{shown}' is no UCUM unit";
        return Meant(symbol) is { } meant ? $"{found}; did you mean '{meant}'?" : found;
    }

    /// <summary>A code that differs by brackets, by the case of its letters or by a Greek mu, or that has this name or
    /// print symbol; null where there is none.</summary>
    private static string? Meant(string symbol)
    {
        var table = UcumTable.Shared;
        if (Habits.TryGetValue(symbol, out var habit))
            return habit;
        if (table.FindAtom($"[{symbol}]") is { } bracketed)
            return bracketed.Code;

        var typed = symbol.Replace('\u00B5', 'u').Replace('\u03BC', 'u');
        if (table.Find(typed, out _) is not null)
            return typed;

        foreach (var atom in table.Atoms)
        {
            if (IsLike(atom, typed))
                return atom.Code;
            if (atom.IsMetric && WithPrefix(atom, typed) is { } prefixed)
                return prefixed;
        }

        return null;
    }

    private static bool IsLike(UcumAtom atom, string symbol) =>
        string.Equals(Plain(atom.Code), Plain(symbol), StringComparison.OrdinalIgnoreCase)
        || string.Equals(atom.Name, symbol, StringComparison.OrdinalIgnoreCase)
        || string.Equals(atom.Symbol, symbol, StringComparison.Ordinal)
        || (symbol.EndsWith('s') && string.Equals(atom.Name, symbol[..^1], StringComparison.OrdinalIgnoreCase));

    private static string? WithPrefix(UcumAtom atom, string symbol)
    {
        var plain = Plain(atom.Code);
        if (plain.Length < 2 || !symbol.EndsWith(plain, StringComparison.OrdinalIgnoreCase))
            return null;

        string? found = null;
        var isShouted = !symbol.Any(char.IsLower);
        var typed = symbol.AsSpan(0, symbol.Length - plain.Length);
        foreach (var prefix in UcumTable.Shared.Prefixes)
        {
            if (!isShouted && typed.Equals(prefix.Code, StringComparison.Ordinal))
                return prefix.Code + atom.Code;

            // The table goes from large to small, and milli is meant more often than mega.
            if (typed.Equals(prefix.Code, StringComparison.OrdinalIgnoreCase))
                found = prefix.Code + atom.Code;
        }

        return found;
    }

    private static string Plain(string code) => code.AsSpan().ContainsAny('[', ']')
        ? code.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
        : code;
}
