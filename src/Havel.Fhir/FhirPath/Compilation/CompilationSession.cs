using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>What the parts of the compiler share while they compile one expression.</summary>
internal sealed class CompilationSession(
    string source, FhirDefinitions definitions, FhirPathSurroundings surroundings, List<Issue> issues)
{
    private readonly HashSet<(int Position, string Message)> _told = [];
    private int _slots;
    private int _faults;

    /// <summary>Stands in for a part that has a fault, so that the rest is still checked.</summary>
    public static readonly Bound Nothing = new(new ConstantStep(default), StaticType.Unknown);

    public FhirDefinitions Definitions => definitions;

    public FhirPathSurroundings Surroundings => surroundings;

    public NameIndex Names { get; } = NameIndex.Of(definitions);

    /// <summary>The type of <c>%context</c>.</summary>
    public StaticType Context { get; } = StaticType.OfKnown(surroundings.Context);

    /// <summary>Whether paths that start at another resource type are empty instead of a fault.</summary>
    public bool ForeignRootsAreEmpty => surroundings.ForeignRootsAreEmpty;

    /// <summary>A new place for the values of a variable.</summary>
    public int NewSlot() => _slots++;

    public Bound Fail(int position, string message)
    {
        Tell(position, message, IssueSeverity.Error);
        return Nothing;
    }

    public void Warn(int position, string message) => Tell(position, message, IssueSeverity.Warning);

    /// <summary>What a misspelt name was probably meant to be, for the end of a message; nothing where nothing is
    /// close, or where so much is wrong that the search would take long.</summary>
    public string Meant(string name, IEnumerable<string> candidates, string before = "", string behind = "") =>
        _faults < Limits.Issues && Closest.To(name, candidates) is { } meant
            ? $" (did you mean {before}{meant}{behind}?)"
            : string.Empty;

    /// <summary>A part that is bound twice, as in <c>repeat()</c>, has its faults once.</summary>
    private void Tell(int position, string message, IssueSeverity severity)
    {
        var isError = severity == IssueSeverity.Error;
        _faults += isError ? 1 : 0;
        var room = isError ? _faults : issues.Count - _faults;
        if (room <= Limits.Issues && _told.Add((position, message)))
            issues.Add(SyntaxFault.At(source, position, IssueType.Invalid, message, severity));
    }
}
