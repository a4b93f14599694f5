using System.Globalization;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Ucum;

/// <summary>Why a text is no UCUM unit, and where.</summary>
/// <param name="Message">One sentence that names the text and what was expected.</param>
/// <param name="Position">Index of the character where reading stopped, from 0; the length of the text when it ended
/// too early.</param>
public sealed record UcumFault(string Message, int Position)
{
    /// <summary>The fault as an issue of an element whose code was meant as a unit.</summary>
    /// <param name="expression">FHIRPath of the element, or null.</param>
    public Issue ToIssue(string? expression = null) => Issue.Error(
        IssueType.CodeInvalid,
        string.Create(CultureInfo.InvariantCulture, $"{Message} (character {Position + 1})"),
        expression);
}
