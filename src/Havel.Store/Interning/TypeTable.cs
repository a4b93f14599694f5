using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Store.Databases;

namespace Havel.Store.Interning;

/// <summary>Resource types as the small integers of the table <c>type</c>. Complete once the store is open, so readers
/// share it without locks.</summary>
internal sealed class TypeTable
{
    private readonly FrozenDictionary<string, int> _ids;
    private readonly FrozenDictionary<int, string> _names;

    private TypeTable(Dictionary<string, int> ids)
    {
        _ids = ids.ToFrozenDictionary(StringComparer.Ordinal);
        _names = ids.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
        Names = [.. ids.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The numbers of all types.</summary>
    public IReadOnlyList<int> Ids => _names.Keys;

    /// <summary>The names of all types, in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether that is the number of a type.</summary>
    public bool Knows(int id) => _names.ContainsKey(id);

    /// <summary>The number of a type, or null where FHIR has none of that name.</summary>
    public int? Find(string name) => _ids.TryGetValue(name, out var id) ? id : null;

    /// <summary>The number of a type that is known to be one.</summary>
    public int IdOf(string name) => _ids[name];

    public string NameOf(int id) => _names[id];

    /// <summary>Reads the table and adds the types it lacks. Runs inside the caller's transaction.</summary>
    public static TypeTable Load(Connection connection, FhirDefinitions definitions)
    {
        var names = new InternedNames(connection, "type");
        var concrete = definitions.Types
            .Where(type => type.IsResource && !type.IsAbstract)
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal);
        foreach (var name in concrete)
            names.Intern(name);

        return new TypeTable(names.Ids);
    }
}
