using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Havel.Fhir.Ucum;

/// <summary>A unit of UCUM in its case-sensitive form: checked, and known in base units. Immutable; equal texts give
/// the same object as long as it is remembered. Source: https://ucum.org/ucum.</summary>
public sealed class UcumUnit
{
    /// <summary>The code system of these units in FHIR.</summary>
    public const string System = "http://unitsofmeasure.org";

    private const int StackText = 128;

    private UcumUnit? _base;
    private ConversionStep? _lastStep;

    internal UcumUnit(string code, UnitMeaning meaning)
    {
        Code = code;
        Meaning = meaning;
    }

    /// <summary>The number one.</summary>
    public static UcumUnit One { get; } = new("1", UnitMeaning.One);

    /// <summary>Version of UCUM's tables that are built in.</summary>
    public static string TableVersion => UcumTable.Shared.Version;

    /// <summary>The text it was read from.</summary>
    public string Code { get; }

    /// <summary>What it measures. Two units are commensurable if these are equal.</summary>
    public UcumDimension Dimension => Meaning.Dimension;

    /// <summary>Base units in one unit; of a special unit, of what its function gives.</summary>
    public Rational Factor => Meaning.Factor;

    /// <summary>Whether a function defines it, as for <c>Cel</c> or <c>[pH]</c>: then <see cref="Factor"/> alone does
    /// not convert it.</summary>
    public bool IsSpecial => Meaning.IsSpecial;

    /// <summary>The base units this is measured by, such as <c>g.m-1.s-2</c>.</summary>
    public UcumUnit Base => _base ??= new UcumUnit(Dimension.ToString(), new UnitMeaning(Rational.One, Dimension));

    internal UnitMeaning Meaning { get; }

    /// <summary>Reads a unit. Allocates nothing for one that was read before.</summary>
    /// <param name="text">Case-sensitive code, such as <c>mm[Hg]</c>.</param>
    /// <param name="unit">The unit; null with a fault.</param>
    /// <param name="fault">What is wrong and where; null for a unit.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out UcumUnit? unit,
        [NotNullWhen(false)] out UcumFault? fault)
    {
        var reading = UnitCache.Read(text);
        (unit, fault) = (reading.Unit, reading.Fault);
        return unit is not null;
    }

    /// <summary>Reads a unit from UTF-8.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out UcumUnit? unit,
        [NotNullWhen(false)] out UcumFault? fault)
    {
        if (utf8.Length > StackText)
            return TryParse(Encoding.UTF8.GetString(utf8), out unit, out fault);

        Span<char> text = stackalloc char[StackText];
        return TryParse(text[..Encoding.UTF8.GetChars(utf8, text)], out unit, out fault);
    }

    /// <summary>The unit, or null where the text is none.</summary>
    public static UcumUnit? Find(ReadOnlySpan<char> text) => UnitCache.Read(text).Unit;

    /// <summary>Whether values can be converted from one to the other.</summary>
    public bool IsCommensurableWith(UcumUnit other) => Dimension == other.Dimension;

    /// <summary>The product; null for a special unit, and beyond the limits.</summary>
    public UcumUnit? Multiply(UcumUnit other) => UnitAlgebra.Multiply(this, other);

    /// <summary>The quotient; <see cref="One"/> where nothing is left of it; null for a special unit, and beyond the
    /// limits.</summary>
    public UcumUnit? Divide(UcumUnit other) => UnitAlgebra.Divide(this, other);

    /// <summary>The power; null for a special unit, and beyond the limits.</summary>
    public UcumUnit? Raise(int exponent) => UnitAlgebra.Raise(this, exponent);

    /// <summary>The value in another unit, rounded to 28 digits where it has more; null where it has none: another
    /// dimension, too large, or the logarithm of nothing.</summary>
    public decimal? Convert(decimal value, UcumUnit target) =>
        ReferenceEquals(this, target) ? value : StepTo(target).Convert(value);

    /// <summary>The order of a value of this unit and a value of another one; null where they are not
    /// commensurable.</summary>
    public int? Compare(decimal value, decimal otherValue, UcumUnit other) =>
        ReferenceEquals(this, other) ? value.CompareTo(otherValue) : StepTo(other).Compare(value, otherValue);

    /// <summary>The exact value in base units; null where it has none.</summary>
    public Rational? ToBase(decimal value)
    {
        var exact = Rational.Of(value);
        return Meaning.IsSpecial
            ? SpecialFunctions.ToDefining(Meaning.Function, exact * Meaning.Scale) * Factor
            : exact * Factor;
    }

    /// <summary>The value in this unit of so many base units; null where it has none.</summary>
    public decimal? FromBase(Rational value)
    {
        var own = value / Factor;
        if (!Meaning.IsSpecial)
            return own.ToDecimal();

        return SpecialFunctions.FromDefining(Meaning.Function, own) is { } number
            ? (number / Meaning.Scale).ToDecimal()
            : null;
    }

    public override string ToString() => Code;

    /// <summary>The unit as factor and base units, such as <c>1/100 g.m-3</c>.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Factor} {Dimension}");

    private ConversionStep StepTo(UcumUnit target)
    {
        var step = _lastStep;
        if (step is null || !ReferenceEquals(step.Target, target))
            _lastStep = step = new ConversionStep(this, target);
        return step;
    }
}
