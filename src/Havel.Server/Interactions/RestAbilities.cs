using Havel.Server.Requests;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>What the capability statement says of interactions, each with a request that asks for it. A line is told
/// only if the routes lead the request to that interaction; a test sends every request to a running server.
/// Source: https://hl7.org/fhir/R4/capabilitystatement.html.</summary>
internal static class RestAbilities
{
    /// <summary>The interactions of a type.</summary>
    public static readonly IReadOnlyList<RestAbility> OfType =
    [
        new("read", Interaction.Read, Verb.Get, "{type}/x"),
        new("vread", Interaction.VersionRead, Verb.Get, "{type}/x/_history/1"),
        new("update", Interaction.Update, Verb.Put, "{type}/x"),
        new("patch", Interaction.Patch, Verb.Patch, "{type}/x"),
        new("delete", Interaction.Delete, Verb.Delete, "{type}/x"),
        new("history-instance", Interaction.HistoryInstance, Verb.Get, "{type}/x/_history"),
        new("history-type", Interaction.HistoryType, Verb.Get, "{type}/_history"),
        new("create", Interaction.Create, Verb.Post, "{type}"),
        new("search-type", Interaction.SearchType, Verb.Get, "{type}"),
    ];

    /// <summary>Those of the whole system.</summary>
    public static readonly IReadOnlyList<RestAbility> OfSystem =
    [
        new("transaction", Interaction.Bundle, Verb.Post, ""),
        new("batch", Interaction.Bundle, Verb.Post, ""),
        new("search-system", Interaction.SearchSystem, Verb.Get, ""),
        new("history-system", Interaction.HistorySystem, Verb.Get, "_history"),
    ];

    public static readonly RestAbility ConditionalUpdate =
        new("conditionalUpdate", Interaction.ConditionalUpdate, Verb.Put, "{type}");

    public static readonly RestAbility ConditionalDelete =
        new("conditionalDelete", Interaction.ConditionalDelete, Verb.Delete, "{type}");

    /// <summary>The codes that hold for a type.</summary>
    public static IReadOnlyList<string> CodesOf(Routes routes, IReadOnlyList<RestAbility> abilities, string type) =>
        [.. abilities.Where(ability => Has(routes, ability, type)).Select(ability => ability.Code)];

    /// <summary>Whether the routes lead there.</summary>
    public static bool Has(Routes routes, RestAbility ability, string type) =>
        routes.Find(ability.Verb, ability.PathOf(type)).Interaction == ability.Interaction;
}
