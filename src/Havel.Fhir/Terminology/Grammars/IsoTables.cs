using System.Collections.Frozen;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.Grammars;

/// <summary>The code systems of ISO that FHIR binds elements to. Facts alone; who needs ISO's texts loads them as a
/// package.</summary>
internal static class IsoTables
{
    private static readonly string[][] Entries =
        [.. IsoCountries.All.Split('|').Select(entry => entry.Split(' ', 4))];

    /// <summary>Country names by their two letters.</summary>
    public static readonly FrozenDictionary<string, string> Countries =
        Entries.ToFrozenDictionary(entry => entry[0], entry => entry[3], StringComparer.Ordinal);

    /// <summary>Names by code.</summary>
    public static FrozenDictionary<string, string> Names(string list) => Pairs(list)
        .ToFrozenDictionary(pair => pair.Code, pair => pair.Name, StringComparer.Ordinal);

    /// <summary>All forms of country codes: two letters, three letters, numbers.</summary>
    public static ICodeSystem CountrySystem() => Make(
        "urn:iso:std:iso:3166", "ISO3166Part1",
        Enumerable.Range(0, 3).SelectMany(form => Entries.Select(entry => (entry[form], entry[3]))));

    /// <summary>Country codes of two letters.</summary>
    public static ICodeSystem TwoLetterSystem() => Make(
        "urn:iso:std:iso:3166:-1:2", "ISO3166Part1Alpha2", Entries.Select(entry => (entry[0], entry[3])));

    public static ICodeSystem CurrencySystem() =>
        Make("urn:iso:std:iso:4217", "ISO4217", Pairs(IsoCurrencies.All));

    private static CodeSystemTable Make(string url, string name, IEnumerable<(string Code, string Name)> codes)
    {
        var builder = new CodeSystemBuilder(new CodeSystemHead
        {
            Url = url,
            Name = name,
            Content = CodeSystemContent.Complete,
            Language = "en",
            Status = "active",
        });
        foreach (var (code, display) in codes)
            builder.Add(code, display);

        return new CodeSystemTable(builder.Head, builder.Build());
    }

    private static IEnumerable<(string Code, string Name)> Pairs(string list)
    {
        foreach (var entry in list.Split('|'))
        {
            var blank = entry.IndexOf(' ', StringComparison.Ordinal);
            yield return (entry[..blank], entry[(blank + 1)..]);
        }
    }
}
