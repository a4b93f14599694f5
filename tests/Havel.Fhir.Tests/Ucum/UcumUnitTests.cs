using Havel.Fhir.Ucum;
using Xunit;

namespace Havel.Fhir.Tests.Ucum;

public sealed class UcumUnitTests
{
    [Theory]
    [InlineData("m", "1 m")]
    [InlineData("kg", "1000 g")]
    [InlineData("g/L", "1000 g.m-3")]
    [InlineData("mg/dL", "10 g.m-3")]
    [InlineData("N", "1000 g.m.s-2")]
    [InlineData("Pa", "1000 g.m-1.s-2")]
    [InlineData("mm[Hg]", "133322 g.m-1.s-2")]
    [InlineData("/min", "1/60 s-1")]
    [InlineData("{beats}/min", "1/60 s-1")]
    [InlineData("10*3/uL", "1000000000000 m-3")]
    [InlineData("10^3/ul", "1000000000000 m-3")]
    [InlineData("10*-2", "1/100 1")]
    [InlineData("%", "1/100 1")]
    [InlineData("{score}", "1 1")]
    [InlineData("1", "1 1")]
    [InlineData("kg/m2", "1000 g.m-2")]
    [InlineData("kg/(s.m2)", "1000 g.m-2.s-1")]
    [InlineData("g/(8.h){shift}", "1/28800 g.s-1")]
    [InlineData("a/b", "315576000000000000000000000000000000 m-2.s")]
    [InlineData("m+2", "1 m2")]
    [InlineData("m-2", "1 m-2")]
    [InlineData("/m.s", "1 m-1.s")]
    [InlineData("m/s/s", "1 m.s-2")]
    [InlineData("m/s.s", "1 m")]
    [InlineData("[in_i'Hg]", "16931894/5 g.m-1.s-2")]
    [InlineData("[IU]/L", "1000 m-3.[iU]")]
    [InlineData("KiBy", "8192 1")]
    [InlineData("dar", "10 m2")]
    [InlineData("cd", "1 cd")]
    [InlineData("mo", "2629800 s")]
    [InlineData("mmol{glucose}/L", "602214076000000000000000 m-3")]
    public void A_unit_is_a_factor_and_base_units(string text, string meaning) =>
        Assert.Equal(meaning, UcumUnit.Find(text)?.Describe());

    [Theory]
    [InlineData("", 0)]
    [InlineData("/", 1)]
    [InlineData("m/", 2)]
    [InlineData("m//s", 2)]
    [InlineData("m.", 2)]
    [InlineData("m s", 1)]
    [InlineData("mmhg", 0)]
    [InlineData("mg/dx", 3)]
    [InlineData("IU/L", 0)]
    [InlineData("m{x", 1)]
    [InlineData("m{x{y}}", 3)]
    [InlineData("m}", 1)]
    [InlineData("mm[Hg", 2)]
    [InlineData("(m", 2)]
    [InlineData("m)", 1)]
    [InlineData("(m)2", 3)]
    [InlineData("5m", 1)]
    [InlineData("0.m", 0)]
    [InlineData("m2s", 2)]
    [InlineData("m-", 2)]
    [InlineData("k[in_i]", 0)]
    [InlineData("kmin", 0)]
    [InlineData("Cel2", 0)]
    [InlineData("Cel/min", 3)]
    [InlineData("µg", 0)]
    [InlineData("1.0", 2)]
    [InlineData("m999", 1)]
    [InlineData("-5.m", 0)]
    public void What_is_no_unit_is_told_with_its_place(string text, int position)
    {
        Assert.False(UcumUnit.TryParse(text, out var unit, out var fault));
        Assert.Null(unit);
        Assert.Equal(position, fault!.Position);
        Assert.True(fault.ToIssue("Observation.value.code").IsError);
    }

    [Theory]
    [InlineData("IU", "'[IU]'")]
    [InlineData("mmhg", "'mm[Hg]'")]
    [InlineData("MMOL", "'mmol'")]
    [InlineData("µg", "'ug'")]
    [InlineData("hours", "'h'")]
    [InlineData("°C", "'Cel'")]
    [InlineData("lb_av", "'[lb_av]'")]
    public void A_near_miss_is_told_what_was_meant(string text, string hint)
    {
        Assert.False(UcumUnit.TryParse(text, out _, out var fault));
        Assert.Contains(hint, fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_ends_in_a_fault()
    {
        Assert.Null(UcumUnit.Find(new string('(', 400) + "m"));
        Assert.Null(UcumUnit.Find(new string('m', 100_000)));
        Assert.Null(UcumUnit.Find("Ym120.Ym120"));
        Assert.Null(UcumUnit.Find("m99.m99"));
        Assert.Null(UcumUnit.Find(string.Join('.', Enumerable.Repeat("[mu_0]99", 50))));
        Assert.Null(UcumUnit.Find("m" + new string('9', 400)));
        Assert.NotNull(UcumUnit.Find(new string('9', 400)));
    }

    [Fact]
    public void A_known_unit_is_the_same_object_and_costs_nothing()
    {
        var first = UcumUnit.Find("mg/dL");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            Assert.True(ReferenceEquals(first, UcumUnit.Find("mg/dL")));
            Assert.True(UcumUnit.TryParse("mg/dL"u8, out _, out _));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void A_flood_of_texts_does_not_lose_the_known_ones()
    {
        for (var number = 1; number < 30_000; number++)
            Assert.NotNull(UcumUnit.Find($"{{x{number}}}/min"));
        Assert.Equal("10 g.m-3", UcumUnit.Find("mg/dL")!.Describe());
    }

    [Fact]
    public void Arbitrary_units_are_commensurable_with_themselves_only()
    {
        Assert.True(Unit("[IU]/mL").IsCommensurableWith(Unit("k[IU]/L")));
        Assert.True(Unit("[IU]").IsCommensurableWith(Unit("[iU]")));
        Assert.False(Unit("[IU]").IsCommensurableWith(Unit("[arb'U]")));
        Assert.False(Unit("[IU]").IsCommensurableWith(UcumUnit.One));
        Assert.True(Unit("[IU]/[IU]").IsCommensurableWith(UcumUnit.One));
    }

    [Theory]
    [InlineData("m", "m", "m.m", "1 m2")]
    [InlineData("1", "mg", "mg", "1/1000 g")]
    [InlineData("mg", "/min", "mg/min", "1/60000 g.s-1")]
    [InlineData("mg/dL", "dL", "mg/dL.dL", "1/1000 g")]
    [InlineData("s-1", "s", "1", "1 1")]
    public void Units_multiply(string left, string right, string code, string meaning) =>
        AssertUnit(Unit(left).Multiply(Unit(right)), code, meaning);

    [Theory]
    [InlineData("mg", "dL", "mg/dL", "10 g.m-3")]
    [InlineData("mg", "kg.d", "mg/(kg.d)", "1/86400000000 s-1")]
    [InlineData("mg", "/min", "mg/(1/min)", "3/50 g.s")]
    [InlineData("1", "min", "/min", "1/60 s-1")]
    [InlineData("m", "m", "1", "1 1")]
    public void Units_divide(string left, string right, string code, string meaning) =>
        AssertUnit(Unit(left).Divide(Unit(right)), code, meaning);

    [Theory]
    [InlineData("m", 3, "m3", "1 m3")]
    [InlineData("cm", -2, "cm-2", "10000 m-2")]
    [InlineData("m/s", 2, "m2.s-2", "1 m2.s-2")]
    [InlineData("m2", 2, "m4", "1 m4")]
    [InlineData("dL/min", 2, "m6.s-2/360000000000", "1/360000000000 m6.s-2")]
    public void Units_are_raised(string unit, int exponent, string code, string meaning) =>
        AssertUnit(Unit(unit).Raise(exponent), code, meaning);

    [Fact]
    public void Special_units_take_part_in_no_product()
    {
        Assert.Null(Unit("Cel").Multiply(Unit("m")));
        Assert.Null(Unit("m").Divide(Unit("[pH]")));
        Assert.Null(Unit("Cel").Raise(2));
    }

    private static void AssertUnit(UcumUnit? unit, string code, string meaning)
    {
        Assert.Equal(code, unit!.Code);
        Assert.Equal(meaning, unit.Describe());
        Assert.Equal(unit.Describe(), Unit(unit.Code).Describe());
    }

    private static UcumUnit Unit(string text) =>
        UcumUnit.TryParse(text, out var unit, out var fault)
            ? unit
            : throw new ArgumentException(fault.Message, nameof(text));
}
