using Havel.Fhir.Ucum;

namespace Havel.Fhir.Terminology.Grammars;

/// <summary>Units of measure. Source: https://hl7.org/fhir/R4/ucum.html.</summary>
internal sealed class UcumCodeSystem : GrammarCodeSystem
{
    public override string Url => UcumUnit.System;

    public override string Version => UcumUnit.TableVersion;

    public override string Name => "UCUM";

    public override bool IsCaseSensitive => true;

    public override IReadOnlyList<PropertyDefinition> Properties { get; } =
    [
        new PropertyDefinition("canonical", null, "code", "The unit in base units, for comparable units the same."),
    ];

    // A unit's own name is how it is read: UCUM gives no other display for composed units.
    public override string? Display(Concept concept) => concept.Text;

    public override IReadOnlyList<ConceptProperty> PropertiesOf(Concept concept) =>
        UcumUnit.Find(concept.Text) is { } unit ? [new ConceptProperty("canonical", "Code", unit.Base.Code)] : [];

    protected override bool IsCode(string code) => UcumUnit.Find(code) is not null;
}
