namespace Havel.Fhir.Ucum;

/// <summary>One line of UCUM's tables: a unit that is not made of others.</summary>
/// <param name="Code">Case-sensitive code.</param>
/// <param name="Name">First name in English.</param>
/// <param name="Symbol">Print symbol; the code where the table has none.</param>
/// <param name="Property">What it measures, in words.</param>
/// <param name="Kind">Base, metric, special, arbitrary.</param>
/// <param name="Value">The number of its definition.</param>
/// <param name="Definition">The unit of its definition; for a base unit its own code.</param>
/// <param name="Function">How a special unit relates to its definition.</param>
internal sealed record UcumAtom(
    string Code,
    string Name,
    string Symbol,
    string Property,
    UcumAtomKinds Kind,
    string Value,
    string Definition,
    SpecialFunction Function)
{
    private UnitMeaning? _meaning;

    public bool IsMetric => (Kind & UcumAtomKinds.Metric) != UcumAtomKinds.None;

    /// <summary>What it stands for in base units; worked out at first use, since most units are never used.</summary>
    public UnitMeaning Meaning => _meaning ??= Work();

    public bool Equals(UcumAtom? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    private UnitMeaning Work()
    {
        if ((Kind & UcumAtomKinds.Base) != UcumAtomKinds.None)
            return new UnitMeaning(Rational.One, UcumDimension.OfBase(Code));
        if ((Kind & UcumAtomKinds.Arbitrary) != UcumAtomKinds.None && Definition == "1")
            return new UnitMeaning(Rational.One, UcumDimension.OfArbitrary(this));

        var reading = new UnitReader(Definition).Read(out var fault);
        if (fault is not null)
            throw new InvalidDataException($"{Code} is defined by {Definition}: {fault.Message}");

        return new UnitMeaning(Rational.Parse(Value) * reading!.Factor, reading.Dimension, Function);
    }
}
