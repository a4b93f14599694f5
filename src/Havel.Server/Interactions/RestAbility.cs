using Havel.Server.Requests;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>A word of the capability statement and a request that it promises.</summary>
/// <param name="Code">The word.</param>
/// <param name="Interaction">What the request must be understood as.</param>
/// <param name="Verb">Its method.</param>
/// <param name="Path">Its path, with <c>{type}</c> for the type.</param>
internal sealed record RestAbility(string Code, Interaction Interaction, Verb Verb, string Path)
{
    public string PathOf(string type) => Path.Replace("{type}", type, StringComparison.Ordinal);
}
