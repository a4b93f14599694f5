namespace Havel.Fhir.Packages;

/// <summary>Which of two business versions is the newer, and which versions a wish such as <c>1.5.x</c> admits.
/// FHIR leaves the form of versions open, so this reads what is in use: numbers with dots, labels of a preliminary
/// version behind a dash, and dates. Sources: https://semver.org and
/// https://hl7.org/fhir/R4/resource.html#canonical.</summary>
public static class VersionOrder
{
    /// <summary>Less than zero where the first is the older; no version at all is older than any.</summary>
    public static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);

        var a = new Parts(left);
        var b = new Parts(right);
        while (true)
        {
            var first = a.Next();
            var second = b.Next();
            if (first.IsEmpty && second.IsEmpty)
                return a.IsPreliminary == b.IsPreliminary
                    ? string.CompareOrdinal(left, right)
                    : a.IsPreliminary ? -1 : 1;

            // A label makes a version preliminary: 1.0.0-ballot comes before 1.0.0, and before 1.0.0.1.
            if (a.IsPreliminary != b.IsPreliminary)
                return a.IsPreliminary ? -1 : 1;

            var order = ComparePart(first, second);
            if (order != 0)
                return order;
        }
    }

    /// <summary>Whether a version is one that is wished for: the same text, <c>x</c> or <c>*</c> for any part, or
    /// the first parts of it (<c>1.2</c> admits 1.2.1 but not 1.20).</summary>
    public static bool Admits(string wish, string? version)
    {
        if (version is null)
            return false;
        if (string.Equals(wish, version, StringComparison.Ordinal))
            return true;

        var rest = version.AsSpan();
        foreach (var range in wish.AsSpan().Split('.'))
        {
            var part = wish.AsSpan(range);
            var dot = rest.IndexOf('.');
            var own = dot < 0 ? rest : rest[..dot];
            if (own.IsEmpty)
                return IsAny(part);
            if (!IsAny(part) && !part.SequenceEqual(own))
                return false;

            rest = dot < 0 ? default : rest[(dot + 1)..];
        }

        return true;
    }

    private static bool IsAny(ReadOnlySpan<char> part) => part is "x" or "X" or "*";

    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.Length.CompareTo(right.Length);

        var areNumbers = char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]);
        if (!areNumbers)
            return left.CompareTo(right, StringComparison.OrdinalIgnoreCase);

        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length
            ? left.Length.CompareTo(right.Length)
            : left.CompareTo(right, StringComparison.Ordinal);
    }

    /// <summary>Runs of digits and runs of other signs, so that <c>1.0rc2</c> reads 1, 0, rc, 2.</summary>
    private ref struct Parts(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        /// <summary>Whether a dash followed by a letter has been passed: what follows is a label.</summary>
        public bool IsPreliminary { get; private set; }

        public ReadOnlySpan<char> Next()
        {
            var start = 0;
            while (start < _rest.Length && !char.IsAsciiLetterOrDigit(_rest[start]))
            {
                IsPreliminary |= _rest[start] == '-' && start + 1 < _rest.Length
                    && char.IsAsciiLetter(_rest[start + 1]);
                start++;
            }

            var end = start;
            while (end < _rest.Length && char.IsAsciiLetterOrDigit(_rest[end])
                && char.IsAsciiDigit(_rest[end]) == char.IsAsciiDigit(_rest[start]))
            {
                end++;
            }

            var part = _rest[start..end];
            _rest = _rest[end..];
            return part;
        }
    }
}
