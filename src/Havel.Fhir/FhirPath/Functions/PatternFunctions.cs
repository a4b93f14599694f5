using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Regular expressions, which may come from outside: they run without backtracking, or where they need it, for
/// a limited time that counts as work. Source: https://hl7.org/fhirpath/N1/#matchesregex--string--boolean, the flags
/// https://hl7.org/fhirpath/#matchesregex--string-flags--string--boolean.</summary>
internal static class PatternFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("matches", 1, 2, FunctionResult.Boolean,
            static (in call) => Matches(call, isFull: false), FunctionInput.Text),
        new("matchesFull", 1, 2, FunctionResult.Boolean,
            static (in call) => Matches(call, isFull: true), FunctionInput.Text),
        new("replaceMatches", 2, 3, FunctionResult.String, ReplaceMatches, FunctionInput.Text),
    ];

    private static readonly PatternCache Patterns = new();

    private static void Matches(in FunctionCall call, bool isFull)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryText(call.First, out var pattern))
            return;

        FunctionCall.TryText(call.Second, out var flags);
        var regex = Patterns.Find(pattern, flags, isFull);
        call.Answer(Run(call, regex, () => regex.IsMatch(text)));
    }

    private static void ReplaceMatches(in FunctionCall call)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryText(call.First, out var pattern)
            || !FunctionCall.TryText(call.Second, out var substitution))
        {
            return;
        }

        if (pattern.Length == 0)
        {
            call.Answer(text);
            return;
        }

        FunctionCall.TryText(call.Third, out var flags);
        var regex = Patterns.Find(pattern, flags, isFull: false);
        call.Answer(Run(call, regex, () => Replace(regex, text, GroupsOnly(substitution))));
    }

    /// <summary>Replaces match by match, so that an answer beyond the limit is never built.</summary>
    private static string Replace(Regex regex, string text, string substitution)
    {
        var groups = substitution.AsSpan().Count('$');
        var result = new StringBuilder(text.Length);
        var at = 0;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            var most = result.Length + (long)(match.Index - at) + substitution.Length + (long)groups * match.Length;
            if (most > Limits.FhirPathString)
                throw new EvaluationFault(IssueType.TooCostly, $"A text of over {Limits.FhirPathString} characters");

            result.Append(text, at, match.Index - at);
            result.Append(groups == 0 ? substitution : match.Result(substitution));
            at = match.Index + match.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>A dollar sign that is followed by neither a digit, a name in braces nor another dollar sign stands for
    /// itself; the engine would insert the whole text for some.</summary>
    private static string GroupsOnly(string substitution)
    {
        if (!substitution.Contains('$'))
            return substitution;

        var text = new StringBuilder(substitution.Length + 4);
        for (var i = 0; i < substitution.Length; i++)
        {
            var next = i + 1 < substitution.Length ? substitution[i + 1] : ' ';
            text.Append(substitution[i]);
            if (substitution[i] != '$')
                continue;
            if (next == '$')
                i++;
            if (next == '$' || !(char.IsAsciiDigit(next) || next == '{'))
                text.Append('$');
        }

        return text.ToString();
    }

    private static T Run<T>(in FunctionCall call, Regex regex, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationFault(
                IssueType.TooCostly, $"The regular expression takes over {Limits.FhirPathRegexMilliseconds} ms");
        }
        finally
        {
            // Where an engine may take long for a short text, its time counts: a step a microsecond.
            if ((regex.Options & RegexOptions.NonBacktracking) == RegexOptions.None)
                call.Frame.Spend((int)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }
}
