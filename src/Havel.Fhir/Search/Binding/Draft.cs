using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>A parameter on its way to slots.</summary>
/// <param name="Definition">As published.</param>
/// <param name="Members">The members of its union for the type, without the condition on the target's type.</param>
/// <param name="TargetFilter">That condition where all members end in the same one; else null.</param>
internal sealed record Draft(
    SearchParameterDefinition Definition,
    IReadOnlyList<UnionMember> Members,
    string? TargetFilter)
{
    /// <summary>One key for all parameters with the same kind and the same members.</summary>
    public string Key { get; } = KeyOf(Definition.Kind, Members);

    public static string KeyOf(SearchParameterKind kind, IEnumerable<UnionMember> members) =>
        $"{kind}: {string.Join(" | ", members.Select(member => member.Text).Order(StringComparer.Ordinal))}";

    public static Draft Of(FhirDefinitions definitions, TypeDefinition type, SearchParameterDefinition definition)
    {
        var members = UnionMembers.Of(definitions, type, definition.Expression ?? string.Empty);
        var filter = members.Count == 0 ? null : members[0].Path?.TargetFilter;
        if (filter is null
            || !members.All(member => string.Equals(member.Path?.TargetFilter, filter, StringComparison.Ordinal)))
            return new Draft(definition, members, null);

        var open = members.Select(member => member.Path!.WithoutTargetFilter());
        return new Draft(definition, [.. open.Select(path => new UnionMember(path.ToString(), path))], filter);
    }
}
