using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>The names of types as <c>is</c>, <c>as</c> and <c>ofType</c> take them.</summary>
internal sealed class TypeNames(CompilationSession session)
{
    private const string FhirPrefix = "FHIR.";
    private const string SystemPrefix = "System.";

    private static readonly string[] SystemNames =
        ["Boolean", "Integer", "Decimal", "String", "Date", "DateTime", "Time", "Quantity"];

    /// <summary>The test for a name; null, and an issue, when no type has it.</summary>
    public TypeTest? Resolve(string name, int position)
    {
        var isSystem = name.StartsWith(SystemPrefix, StringComparison.Ordinal);
        var isFhir = name.StartsWith(FhirPrefix, StringComparison.Ordinal);
        var plain = isSystem ? name[SystemPrefix.Length..] : isFhir ? name[FhirPrefix.Length..] : name;
        var type = isSystem ? null : session.Definitions.FindType(plain);
        var system = isFhir ? FhirPathKind.None : SystemKind(plain);
        if (type is not null || system != FhirPathKind.None)
            return new TypeTest(type, system);

        var names = session.Definitions.Types.Select(each => each.Name).Concat(SystemNames);
        var hint = session.Meant(plain, isSystem ? SystemNames : names);
        if (!isSystem)
        {
            session.Fail(position, $"There is no type {name}{hint}");
            return null;
        }

        // The official suite asks Patient.is(System.Patient) and wants false, so this is no more than a remark.
        session.Warn(position, $"There is no type {name}{hint}, so nothing is of it");
        return new TypeTest(null, FhirPathKind.None);
    }

    /// <summary>Binds <c>is</c> (a test) or <c>as</c> and <c>ofType</c>.</summary>
    public Bound Apply(Bound source, TypeTest test, string name, int position, bool isTest)
    {
        if (!IsPossible(source.Type, test))
            session.Warn(position, $"{source.Type.Describe()} is never {name}");
        if (isTest)
            return new Bound(new IsStep(source.Step, test), StaticType.Boolean);

        var path = test.Fhir is not null && source.Type is { IsUnknown: false, System: SystemTypes.None }
            ? PathStep.Filter(source.Step, new TypeFilter(test.Fhir))
            : null;
        Step step = path is null ? new OfTypeStep(source.Step, test) : path;
        return new Bound(step, Narrow(source.Type, test));
    }

    /// <summary>The name that an argument spells; null when it is no name.</summary>
    public static string? NameOf(SyntaxNode argument) => argument switch
    {
        MemberSyntax { Source: null } member => member.Name,
        MemberSyntax { Source: { } source } member when NameOf(source) is { } prefix => prefix + "." + member.Name,
        // The R4 specification and old implementation guides also write the name as a string: is('Patient').
        LiteralSyntax { Value.Kind: FhirPathKind.String } literal => literal.Value.String,
        _ => null,
    };

    public static SystemTypes Set(FhirPathKind kind) => kind switch
    {
        FhirPathKind.Boolean => SystemTypes.Boolean,
        FhirPathKind.Integer => SystemTypes.Integer,
        FhirPathKind.Decimal => SystemTypes.Decimal,
        FhirPathKind.String => SystemTypes.String,
        FhirPathKind.Date => SystemTypes.Date,
        FhirPathKind.DateTime => SystemTypes.DateTime,
        FhirPathKind.Time => SystemTypes.Time,
        FhirPathKind.Quantity => SystemTypes.Quantity,
        _ => SystemTypes.None,
    };

    /// <summary>What remains of a static type behind the test. A type that the value cannot have still types the path:
    /// <c>(value as Period).unit</c> is a misspelling even where value has no Period.</summary>
    private static StaticType Narrow(StaticType type, TypeTest test)
    {
        TypeDefinition[] fhir = test.Fhir is null ? [] : [test.Fhir];
        var system = Set(test.System);
        var targets = test.Fhir?.Name is "Reference" or "canonical" ? type.Targets : null;
        return new StaticType(
            fhir, type.IsUnknown ? system : system & type.System, IsMany: type.IsMany, Targets: targets);
    }

    private static bool IsPossible(StaticType type, TypeTest test)
    {
        if (!type.IsKnown || (type.System & Set(test.System)) != SystemTypes.None)
            return true;

        return test.Fhir is { } wanted && type.Fhir.Any(each => each.Is(wanted) || wanted.Is(each));
    }

    private static FhirPathKind SystemKind(string name) => name switch
    {
        "Boolean" => FhirPathKind.Boolean,
        "Integer" => FhirPathKind.Integer,
        "Decimal" => FhirPathKind.Decimal,
        "String" => FhirPathKind.String,
        "Date" => FhirPathKind.Date,
        "DateTime" => FhirPathKind.DateTime,
        "Time" => FhirPathKind.Time,
        "Quantity" => FhirPathKind.Quantity,
        _ => FhirPathKind.None,
    };
}
