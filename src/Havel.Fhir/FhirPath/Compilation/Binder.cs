using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Syntax;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Compilation;

internal sealed class Binder(FhirDefinitions definitions, TypeDefinition? context, bool foreign, List<Issue> issues)
{
    public Bound BindRoot(SyntaxNode syntax) => throw new InvalidOperationException(syntax.ToString() + definitions.Types.Count + context + foreign + issues.Count);
}
