using System.Text.RegularExpressions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Regular expressions, which may come from outside: they run without backtracking, or where they need it,
/// for a
/// limited time. Source: https://hl7.org/fhirpath/N1/#matchesregex--string--boolean.</summary>
internal static class PatternFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("matches", 1, 1, FunctionResult.Boolean,
            static (in call) => Matches(call, isFull: false), FunctionInput.Text),
        new("matchesFull", 1, 1, FunctionResult.Boolean,
            static (in call) => Matches(call, isFull: true), FunctionInput.Text),
        new("replaceMatches", 2, 2, FunctionResult.String, ReplaceMatches, FunctionInput.Text),
    ];

    private static readonly PatternCache Patterns = new();

    private static void Matches(in FunctionCall call, bool isFull)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryText(call.First, out var pattern))
            return;

        // The dot matches line ends too: https://hl7.org/fhirpath/#matchesregex--string-flags--string--boolean.
        var regex = Patterns.Find(isFull ? $"^(?:{pattern})$" : pattern);
        call.Answer(Run(regex, text, static (regex, text) => regex.IsMatch(text)));
    }

    private static void ReplaceMatches(in FunctionCall call)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryText(call.First, out var pattern)
            || !FunctionCall.TryText(call.Second, out var substitution))
        {
            return;
        }

        call.Answer(pattern.Length == 0
            ? text
            : Run(Patterns.Find(pattern), text, (regex, input) => regex.Replace(input, substitution)));
    }

    private static T Run<T>(Regex regex, string text, Func<Regex, string, T> work)
    {
        try
        {
            return work(regex, text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationFault(
                IssueType.TooCostly, $"The regular expression takes over {Limits.FhirPathRegexMilliseconds} ms");
        }
    }
}
