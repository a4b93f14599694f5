using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Core;

/// <summary>What is known of an extension by its url.</summary>
/// <param name="Url">As it stands in resources.</param>
/// <param name="Profile">Its definition; null where it is not known here.</param>
/// <param name="IsModifier">Whether it may only stand in <c>modifierExtension</c>.</param>
/// <param name="Places">Where it may stand; empty for anywhere.</param>
internal sealed record ExtensionRule(
    string Url, CompiledProfile? Profile, bool IsModifier, IReadOnlyList<ExtensionPlace> Places);
