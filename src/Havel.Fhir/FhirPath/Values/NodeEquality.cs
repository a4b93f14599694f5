using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Equality of nodes without a System value: by their children.</summary>
internal static class NodeEquality
{
    /// <summary>What the bytes tell without making values: the same text of the same type is equal, and two different
    /// texts of string-like primitives are not; null where that does not decide.</summary>
    public static bool? CompareBytes(Node left, Node right)
    {
        if (left == right)
            return true;
        if (left.Length == 0 || right.Length == 0)
            return null;
        if (ReferenceEquals(left.Type, right.Type) && left.RawValue.SequenceEqual(right.RawValue))
            return true;

        return IsPlainText(left) && IsPlainText(right) ? left.RawText.SequenceEqual(right.RawText) : null;
    }

    /// <summary>Whether the node is a text whose bytes are its characters.</summary>
    public static bool IsPlainText(Node node) =>
        !node.HasEscapes && node.HasValue && SystemValue.KindOf(node.Type.Primitive) == FhirPathKind.String;

    public static bool? AreEqual(Node left, Node right)
    {
        if (left.Type.IsPrimitive != right.Type.IsPrimitive)
            return false;

        return CountChildren(left) == CountChildren(right) && HaveEqualChildren(left, right);
    }

    private static int CountChildren(Node node)
    {
        var count = 0;
        var children = node.Children.GetEnumerator();
        while (children.MoveNext())
            count++;
        return count;
    }

    /// <summary>JSON properties have no order, repetitions of one element do: the n-th must equal the n-th.</summary>
    private static bool HaveEqualChildren(Node left, Node right)
    {
        var twins = right.Children.GetEnumerator();
        foreach (var child in left.Children)
        {
            if (!twins.MoveNext())
                return false;
            if (twins.Current.Name != child.Name)
                return HaveEqualElements(left, right);
            if (ValueEquality.AreEqual(FhirPathValue.Of(child), FhirPathValue.Of(twins.Current)) != true)
                return false;
        }

        return true;
    }

    private static bool HaveEqualElements(Node left, Node right)
    {
        foreach (var child in left.Children)
        {
            var mine = left.ChildrenOf(child.Name).GetEnumerator();
            var yours = right.ChildrenOf(child.Name).GetEnumerator();
            while (mine.MoveNext())
            {
                if (!yours.MoveNext()
                    || ValueEquality.AreEqual(FhirPathValue.Of(mine.Current), FhirPathValue.Of(yours.Current)) != true)
                {
                    return false;
                }
            }

            if (yours.MoveNext())
                return false;
        }

        return true;
    }
}
