using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Variables: those of the specification, those that the expression defines, those that the caller
/// binds.</summary>
internal sealed class VariableBinder(CompilationSession session)
{
    private static readonly string[] Places = ["context", "resource", "rootResource", "sct", "loinc", "ucum"];

    public Bound Bind(VariableSyntax variable, VariableScope? scope)
    {
        if (VariableScope.Find(scope, variable.Name) is { } defined)
            return new Bound(new SlotStep(defined.Slot), defined.Type);

        switch (variable.Name)
        {
            case "context":
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Context), session.Context);
            case "resource":
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Resource), ResourceType());
            case "rootResource":
                var root = StaticType.OfKnown(session.Surroundings.RootResource);
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Root), root);
        }

        return WellKnown(variable.Name) is { } address
            ? new Bound(new ConstantStep(FhirPathValue.Of(address)), StaticType.String)
            : BindOutside(variable, scope);
    }

    /// <summary>Whether the specification gives that name a meaning of its own.</summary>
    public static bool IsReserved(string name) => Places.Contains(name) || WellKnown(name) is not null;

    private Bound BindOutside(VariableSyntax variable, VariableScope? scope)
    {
        if (session.Surroundings.Variables is not { } known)
            return new Bound(new VariableStep(variable.Name), StaticType.Unknown);
        if (known.TryGetValue(variable.Name, out var type))
            return new Bound(new VariableStep(variable.Name), StaticType.OfKnown(type));

        var names = known.Keys.Concat(VariableScope.Names(scope)).Concat(Places);
        var hint = session.Meant(variable.Name, names, before: "%");
        return session.Fail(variable.Position, $"There is no variable %{variable.Name}{hint}");
    }

    private StaticType ResourceType()
    {
        if (session.Surroundings.Resource is { } stated)
            return StaticType.Of(stated);

        return session.Surroundings.Context switch
        {
            { IsResource: true } resource => StaticType.Of(resource),
            // Elements defined within a resource carry its name: Observation.component.
            { Kind: TypeKind.Backbone } part => OwnerOf(part.Name),
            _ => StaticType.Unknown,
        };
    }

    private StaticType OwnerOf(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var owner = dot < 0 ? null : session.Definitions.FindType(path[..dot]);
        return owner is { IsResource: true } ? StaticType.Of(owner) : StaticType.Unknown;
    }

    /// <summary>Source: https://hl7.org/fhir/R4/fhirpath.html#vars.</summary>
    private static string? WellKnown(string name) => name switch
    {
        "sct" => "http://snomed.info/sct",
        "loinc" => "http://loinc.org",
        "ucum" => "http://unitsofmeasure.org",
        _ when name.StartsWith("vs-", StringComparison.Ordinal) => "http://hl7.org/fhir/ValueSet/" + name[3..],
        _ when name.StartsWith("ext-", StringComparison.Ordinal) =>
            "http://hl7.org/fhir/StructureDefinition/" + name[4..],
        _ => null,
    };
}
