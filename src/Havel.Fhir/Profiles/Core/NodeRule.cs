using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Core;

/// <summary>What R4 demands of the nodes of one property (or of one resource type) beyond what parsing
/// checks.</summary>
/// <param name="Checks">Invariants, binding, targets of references.</param>
/// <param name="Traits">What the walk must know of such nodes.</param>
internal sealed record NodeRule(NodeCheck[] Checks, NodeTraits Traits);
