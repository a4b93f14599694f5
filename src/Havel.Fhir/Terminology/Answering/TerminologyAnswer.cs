namespace Havel.Fhir.Terminology.Answering;

/// <summary>The answer to an operation.</summary>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Body">The JSON of a ValueSet, Parameters or OperationOutcome.</param>
public sealed record TerminologyAnswer(int Status, ReadOnlyMemory<byte> Body);
