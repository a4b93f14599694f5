using System.Xml.Linq;
using Havel.Definitions.Generator;
using Havel.Fhir.Ucum;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Ucum;

public sealed class UcumTableTests
{
    private const string Essence = "terminology/ucum-essence.xml";

    [Fact]
    public void Every_unit_of_the_tables_converts_to_base_units_and_back()
    {
        foreach (var atom in UcumTable.Shared.Atoms)
        {
            Assert.True(UcumUnit.TryParse(atom.Code, out var unit, out var fault), fault?.Message);
            var inBase = unit.ToBase(1.5m);
            Assert.NotNull(inBase);
            if (unit.FromBase(inBase.Value) is { } back)
                Assert.InRange(back, 1.49999999999m, 1.50000000001m);
            if (!unit.IsSpecial)
                Assert.Equal(Rational.Of(1.5m), inBase.Value / unit.Factor);
        }
    }

    [Fact]
    public void Every_metric_unit_takes_every_prefix()
    {
        foreach (var atom in UcumTable.Shared.Atoms.Where(atom => atom.IsMetric))
        {
            foreach (var prefix in UcumTable.Shared.Prefixes)
                Assert.NotNull(UcumUnit.Find(prefix.Code + atom.Code));
        }
    }

    [SharedFact(Essence)]
    public void The_embedded_tables_are_those_of_the_source()
    {
        using var embedded = typeof(UcumUnit).Assembly.GetManifestResourceStream("ucum.bin")!;
        var bytes = new byte[embedded.Length];
        embedded.ReadExactly(bytes);
        Assert.Equal(UcumFile.Write(XDocument.Load(SharedData.Path(Essence))), bytes);
    }

    [SharedFact(Essence)]
    public void Every_unit_of_the_source_is_known()
    {
        var root = XDocument.Load(SharedData.Path(Essence)).Root!;
        var codes = root.Elements().Where(element => element.Name.LocalName is "unit" or "base-unit").ToList();
        Assert.Equal(312, codes.Count);
        Assert.All(codes, code => Assert.NotNull(UcumUnit.Find(code.Attribute("Code")!.Value)));
    }
}
