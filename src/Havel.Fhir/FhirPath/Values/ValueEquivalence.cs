using System.Text;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Equivalence: order, case, white space and surplus precision do not count.
/// Source: https://hl7.org/fhirpath/N1/#equivalent.</summary>
internal static class ValueEquivalence
{
    public static bool AreEquivalent(Frame frame, FhirPathCollection left, FhirPathCollection right)
    {
        if (left.Count != right.Count)
            return false;
        if (left.Count == 1)
            return AreEquivalent(frame, left[0], right[0]);

        var taken = new bool[right.Count];
        foreach (ref readonly var value in left.Span)
        {
            if (!TakePartner(frame, value, right.Span, taken))
                return false;
        }

        return true;
    }

    public static bool AreEquivalent(Frame frame, in FhirPathValue left, in FhirPathValue right)
    {
        var (a, b) = (SystemValue.Of(left), SystemValue.Of(right));
        if (a.IsNode && b.IsNode)
            return AreNodesEquivalent(frame, a.Node, b.Node);
        if (ValueOrder.IsNumber(a) && ValueOrder.IsNumber(b))
            return AreNumbersEquivalent(a.Decimal, b.Decimal);
        if (a.Kind == FhirPathKind.String && b.Kind == FhirPathKind.String)
            return string.Equals(Fold(a.String), Fold(b.String), StringComparison.Ordinal);
        if (a.Kind == FhirPathKind.Quantity && b.Kind == FhirPathKind.Quantity)
            return AreQuantitiesEquivalent(a, b);

        return ValueEquality.AreEqual(a, b) == true;
    }

    private static bool TakePartner(
        Frame frame, in FhirPathValue value, ReadOnlySpan<FhirPathValue> others, bool[] taken)
    {
        for (var i = 0; i < others.Length; i++)
        {
            frame.Spend();
            if (taken[i] || !AreEquivalent(frame, value, others[i]))
                continue;

            taken[i] = true;
            return true;
        }

        return false;
    }

    private static bool AreNumbersEquivalent(decimal left, decimal right)
    {
        var scale = Math.Min(Digits(left), Digits(right));
        return Math.Round(left, scale, MidpointRounding.AwayFromZero)
            == Math.Round(right, scale, MidpointRounding.AwayFromZero);
    }

    private static bool AreQuantitiesEquivalent(in FhirPathValue left, in FhirPathValue right)
    {
        if (QuantityOrder.AreEquivalentUnits(left, right))
            return AreNumbersEquivalent(left.Decimal, right.Decimal);

        return (IsCoarser(left, right)
            ? IsWithin(right, left)
            : IsWithin(left, right)) == true;
    }

    /// <summary>Whether a quantity is another that is known less precisely, rounded as that one is.</summary>
    private static bool? IsWithin(in FhirPathValue fine, in FhirPathValue coarse) =>
        QuantityOrder.Convert(fine, coarse) is { } amount
            ? Math.Round(amount, Digits(coarse.Decimal), MidpointRounding.AwayFromZero) == coarse.Decimal
            : null;

    /// <summary>Whether the last digit of one is worth more than that of the other: 4 'g' is known to the gram, 4040
    /// 'mg' to the milligram.</summary>
    private static bool IsCoarser(in FhirPathValue left, in FhirPathValue right)
    {
        var step = new decimal(1, 0, 0, false, (byte)Digits(left.Decimal));
        var last = FhirPathValue.Quantity(step, left.Unit, left.IsCalendarUnit);
        var other = new decimal(1, 0, 0, false, (byte)Digits(right.Decimal));
        return QuantityOrder.Compare(last, FhirPathValue.Quantity(other, right.Unit, right.IsCalendarUnit)) > 0;
    }

    /// <summary>Digits behind the point, zeros at the end left out.</summary>
    private static int Digits(decimal value)
    {
        var digits = (int)value.Scale;
        while (digits > 0 && Math.Round(value, digits - 1) == value)
            digits--;
        return digits;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length == 0 || folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString();
    }

    private static bool AreNodesEquivalent(Frame frame, Node left, Node right)
    {
        var (mine, yours) = (new FhirPathCollection(), new FhirPathCollection());
        foreach (var child in left.Children)
            mine.Add(FhirPathValue.Of(child));
        foreach (var child in right.Children)
            yours.Add(FhirPathValue.Of(child));
        if (mine.Count != yours.Count)
            return false;

        var taken = new bool[yours.Count];
        foreach (ref readonly var value in mine.Span)
        {
            if (!TakeTwin(frame, value, yours.Span, taken))
                return false;
        }

        return true;
    }

    private static bool TakeTwin(
        Frame frame, in FhirPathValue value, ReadOnlySpan<FhirPathValue> others, bool[] taken)
    {
        for (var i = 0; i < others.Length; i++)
        {
            frame.Spend();
            if (taken[i] || others[i].Node.Name != value.Node.Name || !AreEquivalent(frame, value, others[i]))
                continue;

            taken[i] = true;
            return true;
        }

        return false;
    }
}
