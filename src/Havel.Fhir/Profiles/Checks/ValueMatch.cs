using System.Globalization;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>Fixed values and patterns. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_ and #pattern_x_.</summary>
internal static class ValueMatch
{
    private const int MostShown = 4 * Limits.QuotedBytes;

    private static readonly int[] NamesOfR4 = NameIndex.Of(FhirDefinitions.R4).ByProperty;

    /// <summary>Whether the value is the expected one exactly: the same elements in the same order, and no
    /// others.</summary>
    public static bool IsFixed(Node actual, Node expected)
    {
        if (!SameText(actual, expected, isExact: true))
            return false;

        var names = NamesOf(expected);
        if (CountChildren(actual) != CountChildren(expected))
            return false;

        foreach (var child in expected.Children)
        {
            var twin = Occurrence(actual, names, NameOf(names, child), OrderOf(expected, names, child));
            if (!twin.Exists || !IsFixed(twin, child))
                return false;
        }

        return true;
    }

    /// <summary>Whether the value has everything that the pattern has. Of a list every item of the pattern must be met
    /// by some item of the value, in any order.</summary>
    public static bool HasPattern(Node actual, Node pattern)
    {
        if (!SameText(actual, pattern, isExact: false))
            return false;

        var names = NamesOf(pattern);
        foreach (var child in pattern.Children)
        {
            if (!AnyHasPattern(actual, names, NameOf(names, child), child))
                return false;
        }

        return true;
    }

    /// <summary>The value for a sentence, cut where it is long.</summary>
    public static string Show(Node value)
    {
        var text = value.Type.IsPrimitive && value.HasValue
            ? value.Text()
            : System.Text.Encoding.UTF8.GetString(value.RawValue);
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostShown ? text : string.Concat(text.AsSpan(0, MostShown), "...");
    }

    /// <summary>Nearly always those of R4, which need no look-up.</summary>
    private static int[] NamesOf(Node value) => ReferenceEquals(value.Table.Definitions, FhirDefinitions.R4)
        ? NamesOfR4
        : NameIndex.Of(value.Table.Definitions).ByProperty;

    private static bool AnyHasPattern(Node actual, int[] names, int name, Node pattern)
    {
        foreach (var child in actual.Children)
        {
            if (NameOf(names, child) == name && HasPattern(child, pattern))
                return true;
        }

        return false;
    }

    /// <summary>Complex values have no text of their own.</summary>
    private static bool SameText(Node actual, Node expected, bool isExact)
    {
        if (actual.Type.IsPrimitive != expected.Type.IsPrimitive)
            return false;
        if (!expected.Type.IsPrimitive)
            return true;
        if (!expected.HasValue)
            return !isExact || !actual.HasValue;
        if (!actual.HasValue)
            return false;
        if (!actual.HasEscapes && !expected.HasEscapes)
        {
            return actual.RawText.SequenceEqual(expected.RawText)
                || (!isExact && expected.Type.Primitive == PrimitiveKind.Decimal && SameNumber(actual, expected));
        }

        return string.Equals(actual.Text(), expected.Text(), StringComparison.Ordinal);
    }

    private static bool SameNumber(Node actual, Node expected) =>
        decimal.TryParse(actual.RawText, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(expected.RawText, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
        && left == right;

    private static int CountChildren(Node node)
    {
        var count = 0;
        var children = node.Children.GetEnumerator();
        while (children.MoveNext())
            count++;
        return count;
    }

    /// <summary>How many children of the same name stand before this one.</summary>
    private static int OrderOf(Node parent, int[] names, Node child)
    {
        var order = 0;
        foreach (var sibling in parent.Children)
        {
            if (sibling.Index == child.Index)
                return order;
            if (NameOf(names, sibling) == NameOf(names, child))
                order++;
        }

        return order;
    }

    private static Node Occurrence(Node parent, int[] names, int name, int order)
    {
        foreach (var child in parent.Children)
        {
            if (NameOf(names, child) == name && order-- == 0)
                return child;
        }

        return default;
    }

    private static int NameOf(int[] names, Node child) => names[child.Record.Property];
}
