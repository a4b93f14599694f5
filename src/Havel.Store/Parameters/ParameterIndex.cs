using Havel.Fhir.Search;
using Havel.Fhir.Search.Custom;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Databases;

namespace Havel.Store.Parameters;

/// <summary>From the rows of <c>search_parameter</c> to the index they ask for.</summary>
internal static class ParameterIndex
{
    /// <summary>The index as the transaction sees it. Slots that have no number yet are interned.</summary>
    /// <param name="connection">Inside a transaction.</param>
    /// <param name="core">A catalog of the store.</param>
    /// <param name="previous">The index before; null for the first.</param>
    public static ActiveIndex Build(Connection connection, SearchCatalog core, ActiveIndex? previous)
    {
        var parameters = ParameterTable.Load(connection);
        var names = new InternedNames(connection, "slot");
        var catalog = core.With(Active(parameters), names.Intern);
        var gone = parameters.Where(parameter => parameter.State == ParameterState.Retired)
            .Select(parameter => parameter.Id).ToHashSet();
        return new ActiveIndex(catalog, SlotsOf(names, gone), previous);
    }

    /// <summary>The parameters as the catalog takes them, without those that are gone.</summary>
    public static IReadOnlyList<CustomParameter> Active(IEnumerable<RegisteredParameter> parameters) =>
    [
        .. parameters.Where(parameter => parameter.State != ParameterState.Retired)
            .Select(parameter => new CustomParameter(
                parameter.Id, parameter.Definition, parameter.State == ParameterState.Ready)),
    ];

    /// <summary>The slots of some registrations, by their names.</summary>
    public static IReadOnlyList<int> SlotsOf(InternedNames names, IReadOnlySet<long> registrations) =>
        registrations.Count == 0
            ? []
            : [
                .. names.Ids
                    .Where(pair => CustomSlots.RegistrationOf(pair.Key) is { } id && registrations.Contains(id))
                    .Select(pair => pair.Value)
                    .Order(),
            ];
}
