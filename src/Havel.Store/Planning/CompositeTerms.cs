using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Terms of composites: rows of all components, of one resource and one part of it.
/// Source: https://hl7.org/fhir/R4/search.html#composite.</summary>
internal static class CompositeTerms
{
    public static Term Of(PlanContext context, Draft draft, ValueClause clause)
    {
        var ways = new List<HasParts>();
        foreach (var alternative in clause.Parameter.Alternatives)
        {
            foreach (var value in clause.Values.Cast<CompositeValue>())
            {
                if (Parts(context, draft, alternative, value) is { } parts)
                    ways.Add(parts);
            }
        }

        ways = Merged(ways);
        RowSource[] sources = [.. ways.Select(way => new SeekRows(way.Components[0].Seek, HasParts: true))];
        var source = sources.Length switch { 0 => NoRows.Instance, 1 => sources[0], _ => new UnionRows(sources) };
        return new Term(new AnyOf([.. ways]), source, isWhole: false);
    }

    /// <summary>Many values for one code are one look at the rows of that code.</summary>
    private static List<HasParts> Merged(List<HasParts> ways)
    {
        if (ways.Count < 2)
            return ways;

        return
        [
            .. ways.GroupBy(way => KeyOf(way.Components[0]), StringComparer.Ordinal).Select(group => group.First() with
            {
                Others = [.. group.Skip(1).Select(way => way.Components)],
            }),
        ];
    }

    private static string KeyOf(PartSeek part)
    {
        var test = part.Seek.Test is TokenTest token
            ? $"{token.System} {string.Join(',', token.Values)}"
            : part.Seek.Test.ToString();
        return $"{part.AnyPart} {part.Seek.Table} {string.Join(',', part.Seek.Slots)} {test}";
    }

    /// <summary>The component that names the fewest rows comes first: tokens by value, then references.</summary>
    private static HasParts? Parts(
        PlanContext context, Draft draft, CompositeAlternative alternative, CompositeValue value)
    {
        var parts = new List<PartSeek>(alternative.Components.Count);
        for (var index = 0; index < alternative.Components.Count; index++)
        {
            var component = alternative.Components[index];
            var test = ValueTests.OfComponent(value.Components[index]);
            var seek = ValueTerms.Seeks(context, draft, [component.Slot], test, component.Kind).FirstOrDefault();
            if (seek is null)
                return null;

            parts.Add(new PartSeek(seek, component.AnyPart));
        }

        return new HasParts([.. parts.OrderBy(part => part.Seek.IsOrdered ? 0 : part.Seek.IsProbe ? 1 : 2)
            .ThenBy(part => part.AnyPart)]);
    }
}
