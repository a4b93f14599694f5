using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>The slots of one resource type: one for each distinct expression, and none for a union of others.</summary>
internal sealed class SlotTable(TypeDefinition resourceType, Func<string, int> intern)
{
    private readonly Dictionary<string, IReadOnlyList<BoundSlot>> _byKey = new(StringComparer.Ordinal);

    public List<BoundSlot> All { get; } = [];

    /// <summary>The slots whose union is the draft: its own, or those of the drafts it is composed of.</summary>
    /// <param name="draft">What is to be searched.</param>
    /// <param name="drafts">All parameters of the type.</param>
    /// <param name="mayAdd">Whether a slot is made where there is none; else the answer is empty.</param>
    public IReadOnlyList<BoundSlot> Resolve(Draft draft, IReadOnlyList<Draft> drafts, bool mayAdd = true)
    {
        if (_byKey.TryGetValue(draft.Key, out var known))
            return known;

        if (PartsOf(draft, drafts) is { } parts)
            return [.. parts.SelectMany(part => Resolve(part, drafts)).Distinct()];

        return mayAdd ? AddWithParts(draft, drafts) : [];
    }

    /// <summary>The slot of that kind that has all the members and the fewest others, or null.</summary>
    public BoundSlot? Covering(SearchParameterKind kind, IReadOnlyList<UnionMember> members) =>
        All.Where(slot => slot.Kind == kind && slot.Elsewhere.Count == 0)
            .Where(slot => members.All(member => Has(slot.Members, member)))
            .MinBy(slot => slot.Members.Count);

    public BoundSlot Add(
        SearchParameterKind kind,
        IReadOnlyList<UnionMember> members,
        string code,
        IEnumerable<string>? elsewhere = null)
    {
        var extras = CodeExtras.Of(kind, members, resourceType);
        var slot = new BoundSlot
        {
            Slot = Intern(code, TableOf(kind)),
            Kind = kind,
            Members = members,
            IdentifierSlot = kind == SearchParameterKind.Reference
                ? Intern($"{code}:identifier", IndexTable.Token)
                : null,
            TextSlot = extras.HasText ? Intern($"{code}:text", IndexTable.Token) : null,
            TypeSlot = extras.HasType ? Intern($"{code}:of-type", IndexTable.Token) : null,
            Elsewhere = (elsewhere ?? []).ToFrozenSet(StringComparer.Ordinal),
        };
        All.Add(slot);
        _byKey.Add(Draft.KeyOf(kind, members), [slot]);
        return slot;
    }

    public IndexSlot Intern(string code, IndexTable table)
    {
        var name = $"{resourceType.Name}.{code}";
        return new IndexSlot(intern(name), name, table, resourceType.Name);
    }

    /// <summary>A slot of the draft's own. Where it is a name or an address, the slots of its parts hold their texts,
    /// and only the rest goes to its own.</summary>
    private IReadOnlyList<BoundSlot> AddWithParts(Draft draft, IReadOnlyList<Draft> drafts)
    {
        var parts = TextParts.Of(draft, drafts, resourceType);
        var own = Add(draft.Definition.Kind, draft.Members, draft.Definition.Code, parts.Keys);
        return _byKey[draft.Key] = [own, .. parts.Values.SelectMany(part => Resolve(part, drafts))];
    }

    private static List<Draft>? PartsOf(Draft draft, IReadOnlyList<Draft> drafts)
    {
        var rest = draft.Members.ToList();
        var parts = new List<Draft>();
        var candidates = drafts.Where(other =>
            other.Definition.Kind == draft.Definition.Kind && other.TargetFilter is null)
            .Where(other => other.Members.Count > 0 && other.Members.Count < draft.Members.Count)
            .OrderByDescending(other => other.Members.Count);
        foreach (var candidate in candidates)
        {
            if (!candidate.Members.All(member => Has(rest, member)))
                continue;

            parts.Add(candidate);
            rest.RemoveAll(member => Has(candidate.Members, member));
        }

        return rest.Count == 0 ? parts : null;
    }

    private static bool Has(IReadOnlyList<UnionMember> members, UnionMember member) =>
        members.Any(other => string.Equals(other.Text, member.Text, StringComparison.Ordinal));

    /// <summary>Which rows a parameter of a kind has.</summary>
    public static IndexTable TableOf(SearchParameterKind kind) => kind switch
    {
        SearchParameterKind.String => IndexTable.String,
        SearchParameterKind.Date => IndexTable.Date,
        SearchParameterKind.Number => IndexTable.Number,
        SearchParameterKind.Quantity or SearchParameterKind.Special => IndexTable.Quantity,
        _ => IndexTable.Token,
    };
}
