using Havel.Fhir.Definitions;

namespace Havel.Store.Parameters;

/// <summary>A row of <c>search_parameter</c>.</summary>
/// <param name="Id">Number of the registration, never given twice.</param>
/// <param name="State">How far it is.</param>
/// <param name="Job">The job that indexes for it; 0 for none.</param>
/// <param name="Text">The definition as it is stored; equal texts are equal definitions.</param>
/// <param name="Definition">The definition.</param>
internal sealed record RegisteredParameter(
    long Id, ParameterState State, long Job, byte[] Text, SearchParameterDefinition Definition);
