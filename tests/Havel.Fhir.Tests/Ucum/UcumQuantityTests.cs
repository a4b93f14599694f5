using System.Globalization;
using Havel.Fhir.Ucum;
using Xunit;

namespace Havel.Fhir.Tests.Ucum;

public sealed class UcumQuantityTests
{
    [Theory]
    [InlineData("100", "mg/dL", "1", "g/L")]
    [InlineData("1", "g/L", "100", "mg/dL")]
    [InlineData("5.5", "mmol/L", "0.0055", "mol/L")]
    [InlineData("120", "mm[Hg]", "15.99864", "kPa")]
    [InlineData("1", "bar", "100", "kPa")]
    [InlineData("1", "atm", "101.325", "kPa")]
    [InlineData("671.67", "[degR]", "373.15", "K")]
    [InlineData("72", "/min", "1.2", "1/s")]
    [InlineData("72", "/min", "72", "{beats}/min")]
    [InlineData("5", "10*3/uL", "5", "10*9/L")]
    [InlineData("4.5", "10*6/uL", "4.5", "10*12/L")]
    [InlineData("1", "[in_i]", "2.54", "cm")]
    [InlineData("70", "[in_i]", "177.8", "cm")]
    [InlineData("1", "[ft_i]", "30.48", "cm")]
    [InlineData("1", "[mi_i]", "1609.344", "m")]
    [InlineData("150", "[lb_av]", "68.0388555", "kg")]
    [InlineData("1", "[oz_av]", "28.349523125", "g")]
    [InlineData("1", "[stone_av]", "6.35029318", "kg")]
    [InlineData("1", "[gal_us]", "3.785411784", "L")]
    [InlineData("1", "[foz_us]", "29.5735295625", "mL")]
    [InlineData("2", "h", "120", "min")]
    [InlineData("90", "min", "1.5", "h")]
    [InlineData("1", "wk", "168", "h")]
    [InlineData("1", "a", "365.25", "d")]
    [InlineData("1", "m[H2O]", "9.80665", "kPa")]
    [InlineData("1", "U", "16.666666666666666666666666667", "nkat")]
    [InlineData("6", "kat", "360000000", "U")]
    [InlineData("1", "cal", "4.184", "J")]
    [InlineData("1", "[Cal]", "4184", "J")]
    [InlineData("50", "%", "0.5", "1")]
    [InlineData("1", "kg/m2", "0.1", "g/cm2")]
    [InlineData("180", "deg", "3.1415926535897932384626433833", "rad")]
    [InlineData("1", "By", "8", "bit")]
    [InlineData("1", "Ci", "37", "GBq")]
    [InlineData("1", "mg/dL", "0.01", "mg/mL")]
    [InlineData("1", "ng/mL", "1", "ug/L")]
    [InlineData("1", "meq/L", "1", "mmol/L")]
    public void A_value_converts(string value, string from, string expected, string to)
    {
        var converted = Quantity(value, from).ConvertTo(UcumUnit.Find(to)!);
        Assert.NotNull(converted);
        var wanted = decimal.Parse(expected, CultureInfo.InvariantCulture);
        Assert.InRange(converted.Value.Value, wanted - Math.Abs(wanted * 1e-14m), wanted + Math.Abs(wanted * 1e-14m));
    }

    [Theory]
    [InlineData("98.6", "[degF]", "37", "Cel")]
    [InlineData("37", "Cel", "98.6", "[degF]")]
    [InlineData("-40", "Cel", "-40", "[degF]")]
    [InlineData("0", "Cel", "273.15", "K")]
    [InlineData("80", "[degRe]", "100", "Cel")]
    [InlineData("7", "[pH]", "0.0000001", "mol/L")]
    [InlineData("0.0001", "mol/l", "4", "[pH]")]
    [InlineData("20", "dB", "100", "1")]
    [InlineData("2", "B", "100", "1")]
    [InlineData("94", "dB[SPL]", "1.002374467254546", "Pa")]
    [InlineData("60", "dB[V]", "1000", "V")]
    [InlineData("8", "bit_s", "256", "1")]
    [InlineData("100", "[p'diop]", "45", "deg")]
    [InlineData("100", "%[slope]", "45", "deg")]
    [InlineData("3", "[hp'_X]", "0.001", "1")]
    [InlineData("2", "[hp'_C]", "0.0001", "1")]
    [InlineData("3", "[m/s2/Hz^(1/2)]", "9", "m2/s4/Hz")]
    public void A_value_of_a_special_unit_converts_by_its_function(
        string value, string from, string expected, string to) => A_value_converts(value, from, expected, to);

    [Theory]
    [InlineData("100", "mg/dL", "1", "g/L", 0)]
    [InlineData("99.9", "mg/dL", "1", "g/L", -1)]
    [InlineData("1", "h", "59", "min", 1)]
    [InlineData("1", "[ft_us]", "0.3048", "m", 1)]
    [InlineData("3", "[ft_i]", "1", "[yd_i]", 0)]
    [InlineData("37", "Cel", "98.6", "[degF]", 0)]
    [InlineData("1", "g", "1", "m", null)]
    [InlineData("1", "[IU]", "1", "U", null)]
    [InlineData("1.00", "m", "1", "m", 0)]
    public void Amounts_are_ordered_exactly(string left, string leftUnit, string right, string rightUnit, int? order)
    {
        Assert.Equal(order, Quantity(left, leftUnit).CompareTo(Quantity(right, rightUnit)));
        Assert.Equal(-order, Quantity(right, rightUnit).CompareTo(Quantity(left, leftUnit)));
    }

    [Fact]
    public void Equal_amounts_have_one_canonical_form()
    {
        Assert.Equal("5000 'm-3'", Quantity("5", "{cells}/L").ToCanonical().ToString());
        Assert.Equal("0.90 'g.m-3'", Quantity("0.09", "mg/dL").ToCanonical().ToString());
        Assert.Equal("310.15 'K'", Quantity("37", "Cel").ToCanonical().ToString());
    }

    [Fact]
    public void Quantities_multiply_and_divide()
    {
        Assert.Equal("6 'cm.m'", Quantity("2", "cm").Multiply(Quantity("3", "m")).ToString());
        Assert.Equal("4 'g/m'", Quantity("8", "g").Divide(Quantity("2", "m")).ToString());
        Assert.Equal("2000 '1'", Quantity("2", "kg").Divide(Quantity("1", "g")).ToString());
        Assert.Null(Quantity("2", "kg").Divide(Quantity("0", "g")));
        Assert.Null(Quantity("79228162514264337593543950335", "kg").Multiply(Quantity("10", "g")));
        Assert.Null(Quantity("2", "Cel").Divide(Quantity("1", "Cel")));
    }

    [Fact]
    public void What_has_no_room_in_a_decimal_has_no_value()
    {
        Assert.Null(Quantity("79228162514264337593543950335", "km").ConvertTo(UcumUnit.Find("mm")!));
        Assert.Null(Quantity("1", "ym").ConvertTo(UcumUnit.Find("Ym")!));
        Assert.Null(Quantity("0", "mol/L").ConvertTo(UcumUnit.Find("[pH]")!));
        Assert.Null(Quantity("79228162514264337593543950335", "B").ConvertTo(UcumUnit.One));
    }

    [Fact]
    public void A_conversion_there_and_back_loses_nothing()
    {
        var pairs = new[] { ("mg/dL", "g/L"), ("[in_i]", "cm"), ("Cel", "[degF]"), ("min", "s"), ("[lb_av]", "kg") };
        foreach (var (from, to) in pairs)
        {
            for (var value = -25m; value < 25m; value += 0.37m)
            {
                var there = new UcumQuantity(value, UcumUnit.Find(from)!).ConvertTo(UcumUnit.Find(to)!)!.Value;
                var back = there.ConvertTo(UcumUnit.Find(from)!)!.Value.Value;
                Assert.InRange(back, value - 1e-20m, value + 1e-20m);
            }
        }
    }

    private static UcumQuantity Quantity(string value, string unit) =>
        new(decimal.Parse(value, CultureInfo.InvariantCulture), UcumUnit.Find(unit)!);
}
