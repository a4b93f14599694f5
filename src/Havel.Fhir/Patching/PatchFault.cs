using Havel.Fhir.Issues;

namespace Havel.Fhir.Patching;

/// <summary>Why one operation of a patch cannot be carried out; it ends the patch. Never leaves this folder.</summary>
internal sealed class PatchFault(IssueType type, string message, bool isMalformed = false) : Exception(message)
{
    public bool IsMalformed => isMalformed;

    /// <summary>What the patch asks for does not fit the resource.</summary>
    public static PatchFault NotApplicable(string message) => new(IssueType.BusinessRule, message);

    /// <summary>The patch itself breaks the rules of its format.</summary>
    public static PatchFault Malformed(string message) => new(IssueType.Invalid, message, isMalformed: true);

    /// <summary>The fault as an issue that names the operation.</summary>
    /// <param name="position">The operation's position, from 0.</param>
    /// <param name="what">What it was to do: <c>replace /name/0</c>.</param>
    public PatchResult At(int position, string what) => new(
        default, Issue.Error(type, $"Operation {position + 1} of the patch ({what}): {Message}"), isMalformed);
}
