using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>_include</c> and <c>_revinclude</c>. Source:
/// https://hl7.org/fhir/R4/search.html#include.</summary>
internal static class IncludeReader
{
    /// <summary>The include, or null after an issue.</summary>
    /// <param name="state">The reading.</param>
    /// <param name="isReverse">True for <c>_revinclude</c>.</param>
    /// <param name="modifier">What stands behind the colon of the name; empty for nothing.</param>
    /// <param name="value"><c>*</c>, <c>Type:*</c>, <c>Type:parameter</c> or <c>Type:parameter:Target</c>.</param>
    public static IncludeClause? Read(ReadState state, bool isReverse, string modifier, string value)
    {
        var name = isReverse ? "_revinclude" : "_include";
        if (modifier is not ("" or "iterate" or "recurse"))
        {
            state.Refuse(IssueType.NotSupported, $"The modifier ':{Quoted.Of(modifier)}' is not supported for {name}.");
            return null;
        }

        var isIterating = modifier.Length > 0;
        if (value is "*")
            return new IncludeClause(isReverse, isIterating, null, null, null);

        var parts = value.Split(':');
        var target = parts.Length == 3 && parts[2].Length > 0 ? parts[2] : null;
        if (parts.Length is < 2 or > 3 || !IsType(state, parts[0]) || (target is not null && !IsType(state, target)))
        {
            state.Refuse(
                IssueType.Value,
                $"'{Quoted.Of(value)}' of {name} is not *, Type:*, Type:parameter or Type:parameter:Target.");
            return null;
        }

        if (parts[1] is "*")
            return new IncludeClause(isReverse, isIterating, parts[0], null, target);

        if (state.Find(parts[0], parts[1]) is { Kind: SearchParameterKind.Reference } parameter)
            return new IncludeClause(isReverse, isIterating, parts[0], parameter, target ?? parameter.TargetFilter);

        if (state.IsUnfinished(parts[0], parts[1]))
            return null;

        state.LeaveOut(
            IssueType.NotFound, $"{parts[0]} has no reference parameter '{Quoted.Of(parts[1])}' to include by.");
        return null;
    }

    private static bool IsType(ReadState state, string name) =>
        state.Catalog.Definitions.FindType(name) is { IsResource: true, IsAbstract: false };
}
