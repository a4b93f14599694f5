using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>What the parts of the compiler share while they compile one expression.</summary>
internal sealed class CompilationSession(
    string source, FhirDefinitions definitions, TypeDefinition? context, bool foreignRootsAreEmpty, List<Issue> issues)
{
    /// <summary>Stands in for a part that has a fault, so that the rest is still checked.</summary>
    public static readonly Bound Nothing = new(new ConstantStep(default), StaticType.Unknown);

    public FhirDefinitions Definitions => definitions;

    public NameIndex Names { get; } = NameIndex.Of(definitions);

    /// <summary>The type of <c>%context</c>.</summary>
    public StaticType Context { get; } = context is null ? StaticType.Unknown : StaticType.Of(context);

    /// <summary>Whether paths that start at another resource type are empty instead of a fault.</summary>
    public bool ForeignRootsAreEmpty => foreignRootsAreEmpty;

    public Bound Fail(int position, string message)
    {
        issues.Add(SyntaxFault.At(source, position, IssueType.Invalid, message));
        return Nothing;
    }

    public void Warn(int position, string message) =>
        issues.Add(SyntaxFault.At(source, position, IssueType.Invalid, message, IssueSeverity.Warning));
}
