using System.Collections.Frozen;

namespace Havel.Fhir.Terminology.Grammars;

/// <summary>Language tags: <c>de</c>, <c>de-CH</c>, <c>zh-Hant-TW</c>. A primary subtag of two letters must be one of
/// ISO 639-1; of longer ones only the form is checked. Sources: https://www.rfc-editor.org/rfc/rfc5646#section-2.1,
/// https://hl7.org/fhir/R4/valueset-languages.html.</summary>
internal sealed class LanguageCodeSystem : GrammarCodeSystem
{
    private static readonly FrozenDictionary<string, string> Names = IsoTables.Names(IsoLanguages.All);

    private static readonly string[] Parts =
        ["language", "ext-lang", "script", "region", "variant", "extension", "private-use"];

    public override string Url => "urn:ietf:bcp:47";

    public override string Name => "Languages";

    public override bool IsCaseSensitive => false;

    public override IReadOnlyList<PropertyDefinition> Properties { get; } =
        [.. Parts.Select(part => new PropertyDefinition(part, null, "code"))];

    public override string? Display(Concept concept)
    {
        var tag = LanguageTag.Parse(concept.Text!)!;
        var name = Names.GetValueOrDefault(tag["language"] ?? "") ?? concept.Text!;
        var region = tag["region"]?.ToUpperInvariant();
        return region is null
            ? name
            : $"{name} ({IsoTables.Countries.GetValueOrDefault(region) ?? region})";
    }

    public override IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept)
    {
        var tag = LanguageTag.Parse(concept.Text!)!;
        return
        [
            .. Parts.Where(part => tag[part] is not null).Select(part => new ConceptProperty(part, "Code", tag[part]!)),
        ];
    }

    protected override bool IsCode(string code) =>
        LanguageTag.Parse(code) is { } tag
        && (tag["language"] is not { Length: 2 } language || Names.ContainsKey(language));
}
