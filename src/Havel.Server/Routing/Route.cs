using Havel.Server.Operations;

namespace Havel.Server.Routing;

/// <summary>A path taken apart: the interaction and what it names. Parts that the interaction lacks are
/// empty.</summary>
/// <param name="Interaction">What is asked.</param>
/// <param name="Type">The resource type as the path writes it; known to the definitions. Empty for all types, in a
/// compartment too.</param>
/// <param name="Id">The resource's id, or the compartment's.</param>
/// <param name="Version">The version's number as the path writes it.</param>
/// <param name="Compartment">The compartment's type: <c>Patient</c> in <c>Patient/1/Observation</c>.</param>
/// <param name="Allow">The methods the path has, where the request used another.</param>
/// <param name="Operation">The operation, where one is called.</param>
internal readonly record struct Route(
    Interaction Interaction,
    string Type = "",
    string Id = "",
    string Version = "",
    string Compartment = "",
    string? Allow = null,
    Operation? Operation = null)
{
    /// <summary>How a path writes all types of a compartment: <c>Patient/1/*</c>.
    /// Source: https://hl7.org/fhir/R4/http.html#vsearch.</summary>
    public const string AllTypes = "*";
}
