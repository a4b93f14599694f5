using System.Globalization;
using Havel.Store.Interning;
using Havel.Store.Planning;

namespace Havel.Store.Explaining;

/// <summary>A plan in words: what drives, what is checked on each row, what was weighed.</summary>
/// <param name="types">The names of the types.</param>
/// <param name="slotName">The name of a slot.</param>
internal sealed class PlanWords(TypeTable types, Func<int, string> slotName)
{
    /// <summary>In a few words, as golden cases have it: <c>by SOURCE; check CONDITION; ...; sort KEYS</c>.</summary>
    public string Brief(Plan plan)
    {
        var source = plan.Walk is { } walk ? "walk " + Sort([walk.Term]) : "by " + Of(plan.Matches.Source);
        var conditions = plan.Walk?.Conditions ?? plan.Matches.Conditions;
        var checks = conditions.Where(condition => condition is not Permitted)
            .Select(condition => "; check " + Of(condition));
        var sort = plan.Sort.Count == 0 || plan.Walk is not null ? string.Empty : "; sort " + Sort(plan.Sort);
        return source + string.Concat(checks) + sort;
    }

    /// <summary>What was weighed, the chosen way included; nothing where there was no choice.</summary>
    public IEnumerable<string> Weighed(Plan plan) => plan.Draft.Choices.Select(choice => string.Create(
        CultureInfo.InvariantCulture,
        $"  {Of(choice.Source)}: about {choice.Rows:N0} rows, of them {choice.Read:N0} read, {choice.Cost:N0} us"));

    public string Of(RowSource source) => source switch
    {
        NoRows => "nothing",
        LiveRows live => Limited("all " + Types(live.Types), live.Subjects),
        IdRows => "id",
        UpdatedRows => "_lastUpdated",
        WordRows words => "words of the " + words.Test.Table,
        SeekRows seek => Limited(Of(seek.Seek), seek.Subjects),
        UnionRows union => string.Join(" or ", union.Sources.Select(Of).Distinct(StringComparer.Ordinal)),
        LinkRows link => Of(link.Link),
        _ => source.GetType().Name,
    };

    public string Of(Condition condition) => condition switch
    {
        HasRow has => Of(has.Seek),
        HasParts parts => string.Join("$", parts.Components.Select(part => Of(part.Seek))),
        AnyOf { Conditions.Count: 0 } => "nothing",
        AnyOf any => string.Join(" or ", any.Conditions.Select(Of).Distinct(StringComparer.Ordinal)),
        AllOf { Conditions.Count: 0 } => "anything",
        AllOf all => "(" + string.Join(" and ", all.Conditions.Select(Of)) + ")",
        Not not => "not " + Of(not.Inner),
        HasId => "id",
        HasWords words => "words of the " + words.Test.Table,
        WasUpdated => "_lastUpdated",
        Linked linked => Of(linked.Link) + (linked.Way == LinkWay.Set ? " as a set" : string.Empty),
        Dated dated => Of(dated.Exact) + " after at",
        IsOfType type => "type " + Types(type.Types),
        Permitted => "the grant",
        _ => condition.GetType().Name,
    };

    private string Of(RowSeek seek)
    {
        var slots = string.Join(" or ", seek.Slots.Select(slotName).Distinct(StringComparer.Ordinal));
        return seek.Test switch
        {
            TokenTest { Values.Count: > 1 } list => string.Create(
                CultureInfo.InvariantCulture, $"{slots} in {list.Values.Count}"),
            AnyTest => slots + " any",
            _ => slots,
        };
    }

    private string Of(Link link)
    {
        var slots = string.Join(" or ", link.Slots.Select(slotName));
        var inner = string.Join(", ", link.Other.Conditions.Where(each => each is not Permitted).Select(Of)
            .Prepend(Of(link.Other.Source)));
        return link.IsReverse ? $"referred by {slots} ({inner})" : $"{slots} to ({inner})";
    }

    private static string Limited(string text, IReadOnlyList<long>? subjects) =>
        subjects is null ? text : text + " of the patient";

    private string Types(IReadOnlyList<int> ids) => ids.Count switch
    {
        0 => "types",
        > 3 => string.Create(CultureInfo.InvariantCulture, $"{ids.Count} types"),
        _ => string.Join(", ", ids.Select(id => types.Knows(id) ? types.NameOf(id) : "no type")),
    };

    private string Sort(IReadOnlyList<SortTerm> sort) => string.Join(",", sort.Select(term =>
        (term.IsDescending ? "-" : string.Empty) + term.Kind switch
        {
            SortKind.Id => "_id",
            SortKind.Updated => "_lastUpdated",
            SortKind.Text => term.Parameter!.Code,
            _ => string.Join(" or ", term.Slots.Select(slotName)),
        }));
}
