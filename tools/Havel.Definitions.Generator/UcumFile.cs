using System.Xml.Linq;

namespace Havel.Definitions.Generator;

/// <summary>Writes <c>ucum.bin</c> from the facts of UCUM's own file <c>ucum-essence.xml</c>
/// (https://github.com/ucum-org/ucum). The layout is described in docs/ucum.md.</summary>
internal static class UcumFile
{
    private static readonly XNamespace Namespace = "http://unitsofmeasure.org/ucum-essence";

    /// <summary>The functions by their names in the file, numbered as <c>SpecialFunction</c> in Havel.Fhir
    /// is.</summary>
    private static readonly string[] Functions =
    [
        "", "Cel", "degF", "degRe", "pH", "ln", "lg", "lgTimes2", "ld", "tanTimes100", "sqrt", "hpX", "hpC", "hpM",
        "hpQ",
    ];

    public static byte[] Write(XDocument essence)
    {
        var root = essence.Root!;
        var writer = new DefinitionWriter();
        writer.Text($"{root.Attribute("version")!.Value} ({root.Attribute("revision-date")!.Value})");

        var prefixes = root.Elements(Namespace + "prefix").ToList();
        writer.Number(prefixes.Count);
        foreach (var prefix in prefixes)
        {
            writer.Text(Code(prefix));
            writer.Text(Name(prefix));
            writer.Text(Symbol(prefix));
            writer.Text(prefix.Element(Namespace + "value")!.Attribute("value")!.Value);
        }

        var bases = root.Elements(Namespace + "base-unit").ToList();
        var units = root.Elements(Namespace + "unit").ToList();
        writer.Number(bases.Count + units.Count);
        foreach (var unit in bases)
            WriteUnit(writer, unit, kinds: 3, value: "1", definition: Code(unit), function: "");
        foreach (var unit in units)
            WriteDefined(writer, unit);
        return writer.ToArray();
    }

    private static void WriteDefined(DefinitionWriter writer, XElement unit)
    {
        var kinds = (Has(unit, "isMetric") ? 2 : 0)
            | (Has(unit, "isSpecial") ? 4 : 0)
            | (Has(unit, "isArbitrary") ? 8 : 0);
        var value = unit.Element(Namespace + "value")!;
        var function = value.Element(Namespace + "function");
        if (function is null)
        {
            WriteUnit(writer, unit, kinds, value.Attribute("value")!.Value, value.Attribute("Unit")!.Value, "");
            return;
        }

        // The percent of slope names degrees beside a tangent that the same line defines by radians; the angle is the
        // same either way, so both units of a tangent are kept in radians.
        var name = function.Attribute("name")!.Value;
        var isSlope = name == "100tan";
        var definition = isSlope ? "rad" : function.Attribute("Unit")!.Value;
        WriteUnit(writer, unit, kinds, function.Attribute("value")!.Value, definition, isSlope ? "tanTimes100" : name);
    }

    private static void WriteUnit(
        DefinitionWriter writer, XElement unit, int kinds, string value, string definition, string function)
    {
        var number = Array.IndexOf(Functions, function);
        if (number < 0)
            throw new InvalidDataException($"{Code(unit)} is defined by the unknown function {function}.");

        writer.Text(Code(unit));
        writer.Text(Name(unit));
        writer.Text(Symbol(unit));
        writer.Text(unit.Element(Namespace + "property")?.Value ?? "");
        writer.Byte((byte)kinds);
        writer.Text(value);
        writer.Text(definition);
        writer.Byte((byte)number);
    }

    private static bool Has(XElement unit, string flag) => unit.Attribute(flag)?.Value == "yes";

    private static string Code(XElement element) => element.Attribute("Code")!.Value;

    private static string Name(XElement element) => element.Element(Namespace + "name")!.Value.Trim();

    /// <summary>The symbol without the line breaks that the file has around subscripts.</summary>
    private static string Symbol(XElement element) =>
        string.Concat((element.Element(Namespace + "printSymbol")?.Value ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
