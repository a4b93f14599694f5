using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>What a profile says of an element also holds where another one refers to it by
/// <c>contentReference</c>: items within items. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference.</summary>
internal sealed class LinkedCheck(string profile) : NodeCheck(profile)
{
    /// <summary>Set once everything is compiled, because the elements go in circles.</summary>
    public ElementCheck? Target { get; set; }

    public override void Check(ValidationRun run, int node) => Target?.Check(run, node);
}
