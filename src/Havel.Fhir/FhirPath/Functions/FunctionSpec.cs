using Havel.Fhir.FhirPath.Compilation;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>A function of the library.</summary>
/// <param name="Name">As expressions write it.</param>
/// <param name="LeastArguments">Fewest arguments.</param>
/// <param name="MostArguments">Most arguments, at most two.</param>
/// <param name="Result">What comes of it.</param>
/// <param name="Body">What it does.</param>
/// <param name="Input">What it wants of its input.</param>
internal sealed record FunctionSpec(
    string Name,
    int LeastArguments,
    int MostArguments,
    FunctionResult Result,
    FunctionBody Body,
    FunctionInput Input = FunctionInput.Any)
{
    public StaticType ResultOf(StaticType input, IReadOnlyList<Bound> arguments) => Result switch
    {
        FunctionResult.Boolean => StaticType.Boolean,
        FunctionResult.Integer => StaticType.Integer,
        FunctionResult.Decimal => StaticType.Decimal,
        FunctionResult.String => StaticType.String,
        FunctionResult.Item => input with { IsMany = false, IsUnordered = false },
        FunctionResult.Input => input,
        FunctionResult.Both => StaticType.Union(input, arguments[0].Type),
        _ => StaticType.Unknown,
    };
}
