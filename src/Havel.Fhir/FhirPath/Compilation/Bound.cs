using Havel.Fhir.FhirPath.Evaluation;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>A compiled part and what is known of its values.</summary>
internal readonly record struct Bound(Step Step, StaticType Type);
