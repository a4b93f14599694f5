namespace Havel.Fhir.Terminology.Membership;

/// <summary>Where a code was found: by which line of the value set, and as what in its system.</summary>
/// <param name="Rule">The line; null where none knows the code.</param>
/// <param name="Concept">The concept in <see cref="MemberRule.System"/>; none where the system is not known.</param>
internal readonly record struct MemberHit(MemberRule? Rule, Concept Concept);
