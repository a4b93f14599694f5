namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>The variables that an expression defines, as far as they reach.</summary>
/// <param name="Name">The innermost variable's name.</param>
/// <param name="Slot">Where an evaluation keeps its values.</param>
/// <param name="Type">What is known of them.</param>
/// <param name="Outer">The variables defined before; null for none.</param>
internal sealed record VariableScope(string Name, int Slot, StaticType Type, VariableScope? Outer)
{
    public static VariableScope? Find(VariableScope? scope, string name)
    {
        while (scope is not null && scope.Name != name)
            scope = scope.Outer;
        return scope;
    }

    public static IEnumerable<string> Names(VariableScope? scope)
    {
        for (; scope is not null; scope = scope.Outer)
            yield return scope.Name;
    }
}
