namespace Havel.Fhir.FhirPath.Functions;

/// <summary>What a function does with its input and arguments.</summary>
internal delegate void FunctionBody(in FunctionCall call);
