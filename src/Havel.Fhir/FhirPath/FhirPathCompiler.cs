using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.FhirPath.Syntax;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath;

/// <summary>Compiles FHIRPath to a tree of evaluators over the node table, names resolved against the definitions.
/// Source: https://hl7.org/fhirpath/N1/ and https://hl7.org/fhir/R4/fhirpath.html.</summary>
public static class FhirPathCompiler
{
    /// <summary>Compiles an expression such as an invariant.</summary>
    /// <param name="expression">The text.</param>
    /// <param name="context">The type of the focus; null when unknown: names are then found while evaluating.</param>
    /// <param name="definitions">What names are checked against; nodes evaluated later must be of the same.</param>
    public static FhirPathCompilation Compile(
        string expression, TypeDefinition? context, FhirDefinitions definitions) =>
        CompileAt(expression, new FhirPathSurroundings { Context = context }, definitions);

    /// <summary>Compiles the expression of a search parameter for one of its base types: branches of a union that
    /// start at another resource type are empty instead of a fault.</summary>
    public static FhirPathCompilation CompileSearch(
        string expression, TypeDefinition baseType, FhirDefinitions definitions) =>
        CompileAt(
            expression,
            new FhirPathSurroundings { Context = baseType, ForeignRootsAreEmpty = true },
            definitions);

    /// <summary>Compiles an expression for a place of which more is known than the type of the focus.</summary>
    public static FhirPathCompilation CompileAt(
        string expression, FhirPathSurroundings surroundings, FhirDefinitions definitions)
    {
        var issues = new List<Issue>();
        var syntax = Parser.Parse(expression, issues);
        if (syntax is null)
            return new FhirPathCompilation(null, issues);

        var session = new CompilationSession(expression, definitions, surroundings, issues);
        var bound = new Binder(session).BindRoot(syntax);
        return issues.Exists(issue => issue.IsError)
            ? new FhirPathCompilation(null, issues)
            : new FhirPathCompilation(new FhirPathExpression(expression, bound.Step, bound.Type), issues);
    }
}
