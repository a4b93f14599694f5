using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Havel.Fhir.Terminology.Filters;

/// <summary>Regular expressions of strangers run without backtracking, in time that grows with the text alone. What
/// needs backtracking (references back, look-around) is refused: one such expression can hold a processor for
/// ever.</summary>
internal static class SafeRegex
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(Limits.FilterRegexMilliseconds);

    /// <summary>Makes an expression that must match a whole text.</summary>
    public static bool TryMake(
        string pattern, [NotNullWhen(true)] out Regex? regex, out TerminologyIssue? fault)
    {
        regex = null;
        fault = null;
        if (pattern.Length > Limits.FilterRegexCharacters)
        {
            fault = TerminologyIssue.TooCostly(
                $"A regular expression may have at most {Limits.FilterRegexCharacters} characters.");
            return false;
        }

        var whole = $@"\A(?:{pattern})\z";
        try
        {
            regex = new Regex(whole, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
            return true;
        }
        catch (ArgumentException)
        {
            fault = TerminologyIssue.NotSupported($"The regular expression {pattern} cannot be read.");
            return false;
        }
        catch (NotSupportedException)
        {
            fault = TerminologyIssue.NotSupported(
                $"The regular expression {pattern} needs more than linear time and is not run.");
            return false;
        }
    }
}
