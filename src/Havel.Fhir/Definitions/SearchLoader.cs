namespace Havel.Fhir.Definitions;

/// <summary>Builds search parameters and compartments from <c>r4-search.bin</c>.</summary>
internal static class SearchLoader
{
    private const int OrBit = 1;
    private const int AndBit = 2;

    public static SearchDefinitions LoadR4()
    {
        var reader = DefinitionReader.Open("r4-search.bin");
        var parameters = new SearchParameterDefinition[reader.Number()];
        for (var index = 0; index < parameters.Length; index++)
            parameters[index] = ReadParameter(ref reader);

        var compartments = new CompartmentDefinition[reader.Number()];
        for (var index = 0; index < compartments.Length; index++)
            compartments[index] = ReadCompartment(ref reader);
        reader.Finish();
        return new SearchDefinitions(parameters, compartments);
    }

    private static SearchParameterDefinition ReadParameter(ref DefinitionReader reader)
    {
        var url = reader.Text();
        var code = reader.Text();
        var kind = (SearchParameterKind)reader.Byte();
        var usage = (SearchParameterUsage)reader.Byte();
        var bits = reader.Byte();
        return new SearchParameterDefinition
        {
            Url = url,
            Code = code,
            Kind = kind,
            Usage = usage,
            AllowsOr = (bits & OrBit) != 0,
            AllowsAnd = (bits & AndBit) != 0,
            BaseTypes = reader.Texts(),
            Expression = reader.OptionalText(),
            Targets = reader.Texts(),
            Components = ReadComponents(ref reader),
            Modifiers = reader.Texts(),
            Comparators = reader.Texts(),
            Chain = reader.Texts(),
        };
    }

    private static SearchParameterComponent[] ReadComponents(ref DefinitionReader reader)
    {
        var count = reader.Number();
        if (count == 0)
            return [];

        var components = new SearchParameterComponent[count];
        for (var index = 0; index < count; index++)
            components[index] = new SearchParameterComponent(reader.Text(), reader.Text());
        return components;
    }

    private static CompartmentDefinition ReadCompartment(ref DefinitionReader reader)
    {
        var code = reader.Text();
        var count = reader.Number();
        var codes = new Dictionary<string, IReadOnlyList<string>>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
            codes.Add(reader.Text(), reader.Texts());
        return new CompartmentDefinition(code, codes);
    }
}
