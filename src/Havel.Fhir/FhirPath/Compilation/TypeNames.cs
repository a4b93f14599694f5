using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>The names of types as <c>is</c>, <c>as</c> and <c>ofType</c> take them.</summary>
internal sealed class TypeNames(CompilationSession session)
{
    private const string FhirPrefix = "FHIR.";
    private const string SystemPrefix = "System.";

    /// <summary>The test for a name; null, and an issue, when no type has it.</summary>
    public TypeTest? Resolve(string name, int position)
    {
        if (name.StartsWith(SystemPrefix, StringComparison.Ordinal))
            return new TypeTest(null, SystemKind(name[SystemPrefix.Length..]));

        var qualified = name.StartsWith(FhirPrefix, StringComparison.Ordinal);
        var type = session.Definitions.FindType(qualified ? name[FhirPrefix.Length..] : name);
        var system = qualified ? FhirPathKind.None : SystemKind(name);
        if (type is not null || system != FhirPathKind.None)
            return new TypeTest(type, system);

        session.Fail(position, $"There is no type {name}");
        return null;
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

    /// <summary>What remains of a static type behind the test. A type that the value cannot have still types the path:
    /// <c>(value as Period).unit</c> is a misspelling even where value has no Period.</summary>
    public static StaticType Narrow(StaticType type, TypeTest test)
    {
        TypeDefinition[] fhir = test.Fhir is null ? [] : [test.Fhir];
        var system = Set(test.System);
        return new StaticType(fhir, type.IsUnknown ? system : system & type.System, IsMany: type.IsMany);
    }

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
