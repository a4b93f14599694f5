namespace Havel.Store.Terminology;

/// <summary>The order of versions as publishers write them: numbers by their size, the rest letter by letter, so that
/// <c>2.9</c> comes before <c>2.77</c> and <c>2024</c> after <c>2023</c>.</summary>
public static class VersionText
{
    /// <summary>Less than zero where the left one is older. Null and empty come before all.</summary>
    public static int Compare(string? left, string? right)
    {
        var a = left.AsSpan();
        var b = right.AsSpan();
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var (first, second) = (Digits(a), Digits(b));
            var order = first > 0 && second > 0
                ? CompareNumbers(a[..first], b[..second])
                : a[0].CompareTo(b[0]);
            if (order != 0)
                return order;

            a = a[Math.Max(first, 1)..];
            b = b[Math.Max(second, 1)..];
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var a = left.TrimStart('0');
        var b = right.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
