using Havel.Fhir.Issues;

namespace Havel.Fhir.Patching;

/// <summary>What a patch made of a resource, or why it could not be applied. The new body has not been judged by FHIR's
/// rules: that is the parser's work.</summary>
/// <param name="Body">The changed resource as JSON; empty where there is a fault.</param>
/// <param name="Fault">What was in the way; null where the patch was applied as a whole.</param>
/// <param name="IsMalformed">Whether the patch itself is at fault, whatever it is applied to.</param>
public readonly record struct PatchResult(ReadOnlyMemory<byte> Body, Issue? Fault, bool IsMalformed)
{
    public bool IsApplied => Fault is null;

    internal static PatchResult Of(byte[] body) => new(body, null, IsMalformed: false);

    internal static PatchResult Malformed(string message) =>
        new(default, Issue.Error(IssueType.Invalid, message), IsMalformed: true);

    internal static PatchResult Failed(Issue fault) => new(default, fault, IsMalformed: false);
}
