using System.Globalization;
using System.Text;

namespace Havel.Fhir.Ucum;

/// <summary>What a unit measures: the exponents of UCUM's seven base units, and of the arbitrary units, each of which
/// is a dimension of its own (<c>[IU]</c> converts to nothing else). Source: https://ucum.org/ucum#section-Semantics
/// and its section on arbitrary units.</summary>
public readonly struct UcumDimension : IEquatable<UcumDimension>
{
    private const int BaseUnits = 7;

    /// <summary>The base units in the order of their letters, which is the order of the canonical text.</summary>
    private static readonly string[] Names = ["C", "K", "cd", "g", "m", "rad", "s"];

    private readonly ulong _exponents;
    private readonly ArbitraryPower[]? _arbitrary;

    private UcumDimension(ulong exponents, ArbitraryPower[]? arbitrary)
    {
        _exponents = exponents;
        _arbitrary = arbitrary;
    }

    /// <summary>Whether nothing is measured but a number: <c>%</c>, <c>mol</c>, <c>{score}</c>.</summary>
    public bool IsNone => _exponents == 0 && _arbitrary is null;

    public static bool operator ==(UcumDimension left, UcumDimension right) => left.Equals(right);

    public static bool operator !=(UcumDimension left, UcumDimension right) => !left.Equals(right);

    /// <summary>Exponent of a base unit (<c>g</c>, <c>m</c>, <c>s</c>, <c>K</c>, <c>C</c>, <c>cd</c>,
    /// <c>rad</c>).</summary>
    public int ExponentOf(string baseUnit) => Exponent(Array.IndexOf(Names, baseUnit));

    public bool Equals(UcumDimension other) =>
        _exponents == other._exponents && _arbitrary.AsSpan().SequenceEqual(other._arbitrary);

    public override bool Equals(object? obj) => obj is UcumDimension other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_exponents, _arbitrary?.Length ?? 0);

    /// <summary>The product of base units as UCUM writes it, such as <c>g.m-1.s-2</c>; <c>1</c> for none.</summary>
    public override string ToString()
    {
        if (IsNone)
            return "1";

        var text = new StringBuilder();
        for (var index = 0; index < BaseUnits; index++)
            Append(text, Names[index], Exponent(index));
        foreach (var power in _arbitrary ?? [])
            Append(text, power.Atom.Code, power.Exponent);
        return text.ToString();
    }

    internal static UcumDimension OfBase(string code) => new(1UL << (8 * Array.IndexOf(Names, code)), null);

    internal static UcumDimension OfArbitrary(UcumAtom atom) => new(0, [new ArbitraryPower(atom, 1)]);

    /// <summary>The sum of two dimensions, the second one multiplied; null when an exponent exceeds a signed
    /// byte.</summary>
    internal UcumDimension? Add(in UcumDimension other, int times)
    {
        if (other.IsNone || times == 0)
            return this;

        ulong sum = 0;
        for (var index = 0; index < BaseUnits; index++)
        {
            var exponent = Exponent(index) + (other.Exponent(index) * times);
            if (exponent is < sbyte.MinValue or > sbyte.MaxValue)
                return null;
            sum |= (ulong)(byte)exponent << (8 * index);
        }

        var arbitrary = Merge(_arbitrary, other._arbitrary, times);
        return arbitrary?.Any(power => Math.Abs(power.Exponent) > sbyte.MaxValue) == true
            ? null
            : new UcumDimension(sum, arbitrary);
    }

    private static ArbitraryPower[]? Merge(ArbitraryPower[]? left, ArbitraryPower[]? right, int times)
    {
        if (right is null)
            return left;

        var sums = new SortedDictionary<string, ArbitraryPower>(StringComparer.Ordinal);
        foreach (var power in left ?? [])
            sums[power.Atom.Code] = power;
        foreach (var power in right)
        {
            var before = sums.TryGetValue(power.Atom.Code, out var known) ? known.Exponent : 0;
            sums[power.Atom.Code] = power with { Exponent = before + (power.Exponent * times) };
        }

        ArbitraryPower[] remaining = [.. sums.Values.Where(power => power.Exponent != 0)];
        return remaining.Length == 0 ? null : remaining;
    }

    private static void Append(StringBuilder text, string code, int exponent)
    {
        if (exponent == 0)
            return;
        if (text.Length > 0)
            text.Append('.');
        text.Append(code);
        if (exponent != 1)
            text.Append(CultureInfo.InvariantCulture, $"{exponent}");
    }

    private int Exponent(int index) => (sbyte)(_exponents >> (8 * index));

    private readonly record struct ArbitraryPower(UcumAtom Atom, int Exponent);
}
