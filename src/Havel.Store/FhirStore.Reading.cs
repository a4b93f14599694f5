using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Sqlite;

namespace Havel.Store;

/// <content>The read side.</content>
public sealed partial class FhirStore
{
    private readonly List<Connection> _readers = [];

    /// <summary>The first two matches of a conditional write's search, inside the writer's transaction.</summary>
    private IReadOnlyList<string> FindForCondition(Connection writer, Grant grant, SearchQuery query) => [];

    /// <summary>Closes the reading connections.</summary>
    private void CloseReaders() => _readers.Clear();
}
