using Havel.Fhir.Definitions;

namespace Havel.Store.Parameters;

/// <summary>How far the indexing for a custom parameter is. The numbers count everybody's resources: for the operator
/// only.</summary>
/// <param name="Definition">The parameter.</param>
/// <param name="State">How far it is.</param>
/// <param name="Done">Resources its job has done; 0 where it is not indexing.</param>
/// <param name="Left">Resources its job has still to do, about; 0 where it is not indexing.</param>
public sealed record ParameterProgress(
    SearchParameterDefinition Definition, ParameterState State, long Done, long Left);
