namespace Havel.Fhir.Terminology.Grammars;

/// <summary>The code systems that are known without any resource. One that is loaded in full goes before.</summary>
internal static class GrammarSystems
{
    private static readonly Lazy<ICodeSystem> Countries = new(IsoTables.CountrySystem);
    private static readonly Lazy<ICodeSystem> TwoLetters = new(IsoTables.TwoLetterSystem);
    private static readonly Lazy<ICodeSystem> Currencies = new(IsoTables.CurrencySystem);
    private static readonly UcumCodeSystem Ucum = new();
    private static readonly MimeCodeSystem Mime = new();
    private static readonly LanguageCodeSystem Languages = new();

    public static ICodeSystem? Find(string url) => url switch
    {
        "http://unitsofmeasure.org" => Ucum,
        "urn:ietf:bcp:13" => Mime,
        "urn:ietf:bcp:47" => Languages,
        "urn:iso:std:iso:3166" => Countries.Value,
        "urn:iso:std:iso:3166:-1:2" => TwoLetters.Value,
        "urn:iso:std:iso:4217" => Currencies.Value,
        _ => null,
    };
}
