using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;

namespace Havel.Server.Evaluation;

/// <summary>What came of an expression on one node.</summary>
/// <param name="Context">The node.</param>
internal sealed record FhirPathResult(Node Context)
{
    public FhirPathCollection Values { get; } = new();

    /// <summary>What <c>trace()</c> saw, in its order.</summary>
    public List<(string Name, FhirPathValue[] Values)> Traces { get; } = [];
}
