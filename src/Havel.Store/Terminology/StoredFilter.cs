using System.Text;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology.Ecl;

namespace Havel.Store.Terminology;

/// <summary>Filters of value sets that an index answers.
/// Source: https://hl7.org/fhir/R4/valueset-filter-operator.html.</summary>
internal sealed class StoredFilter(StoredCodeSystem system, ConceptFilter filter)
{
    /// <summary>The concepts, each once; null where no index helps.</summary>
    public IEnumerable<long>? Select() => filter.Operator switch
    {
        "is-a" => IsConcept && Find(filter.Value) is var concept
            ? concept < 0 ? [] : system.Descendants(concept).Prepend(concept) : null,
        "descendent-of" => IsConcept && Find(filter.Value) is var concept
            ? concept < 0 ? [] : system.Descendants(concept) : null,
        "generalizes" => IsConcept && Find(filter.Value) is var concept
            ? concept < 0 ? [] : system.Ancestors(concept).Prepend(concept) : null,
        "=" => Equal(filter.Value),
        "in" => In(),
        "exists" => filter.Value == "true" && system.FindProperty(filter.Property) is { } property
            ? system.InChunks((reader, after) => reader.WithProperty(property.Id, after)) : null,
        _ => null,
    };

    /// <summary>The property under which the members of reference sets are kept.</summary>
    private const string MemberOf = "memberOf";

    /// <summary>How the engine writes a reference set in a filter.</summary>
    private const string RefsetMark = "refset:";

    private bool IsConcept => filter.Property is "concept" or "code";

    private long Find(string code) => system.Find(Encoding.UTF8.GetBytes(code));

    private IEnumerable<long>? Equal(string value)
    {
        if (filter.Property is "constraint" or "expression")
            return new EclReader(system, value).Select();
        if (IsConcept)
            return Find(value) is var concept and >= 0 ? [concept] : [];
        if (filter.Property is "parent")
            return Find(value) is var parent and >= 0 ? system.Children(parent) : [];
        if (filter.Property is "ancestor")
            return Find(value) is var ancestor and >= 0 ? system.Descendants(ancestor) : [];
        if (filter.Property is "child")
            return Find(value) is var child and >= 0 ? system.Parents(child) : [];
        if (system.FindProperty(filter.Property) is not { } property)
            return null;

        var target = Find(value);
        var byText = system.InChunks((reader, after) => reader.WithValue(property.Id, value, after));
        return target < 0
            ? byText
            : system.InChunks((reader, after) => reader.WithTarget(property.Id, target, after)).Union(byText);
    }

    private IEnumerable<long>? In()
    {
        if (IsConcept && filter.Value.StartsWith(RefsetMark, StringComparison.Ordinal))
            return Members(filter.Value[RefsetMark.Length..]);

        var all = new List<IEnumerable<long>>();
        foreach (var value in filter.Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Equal(value) is not { } some)
                return null;
            all.Add(some);
        }

        return all.SelectMany(some => some).Distinct();
    }

    private IEnumerable<long> Members(string set) =>
        system.FindProperty(MemberOf) is { } property && Find(set) is var target and >= 0
            ? system.InChunks((reader, after) => reader.WithTarget(property.Id, target, after))
            : [];
}
