namespace Havel.Fhir.Terminology;

/// <summary>Code systems, value sets and concept maps at work. Immutable to its users: one engine stands for one state
/// of the conformance resources; what it compiles and caches on the way is its own affair. Safe for several
/// threads.</summary>
public sealed class TerminologyEngine : ITerminology
{
    /// <inheritdoc/>
    public CodeCheck Check(string valueSet, in CodedValue value) =>
        new(CodeVerdict.UnknownValueSet, $"The value set {valueSet} is not known here.");

    /// <inheritdoc/>
    public CodeCheck CheckCode(in CodedValue value) =>
        new(CodeVerdict.UnknownSystem, "The code system is not known here.");

    /// <inheritdoc/>
    public bool? Subsumes(string system, string general, string special) => null;

    /// <inheritdoc/>
    public CodeList Members(string valueSet, int limit) => new([]);

    /// <inheritdoc/>
    public CodeList Closure(string system, string code, bool isBelow, int limit) => new([]);
}
