using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Compiled regular expressions by their text. Emptied when full: hostile patterns must not fill the
/// memory.</summary>
internal sealed class PatternCache
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(string Pattern, string Flags, bool IsFull), Regex> _known = new();

    public Regex Find(string pattern, string flags, bool isFull)
    {
        var key = (pattern, flags, isFull);
        if (_known.TryGetValue(key, out var known))
            return known;
        if (pattern.Length > Limits.FhirPathPattern)
            throw new EvaluationFault(
                IssueType.TooCostly, $"A regular expression of over {Limits.FhirPathPattern} characters");
        if (_known.Count >= Capacity)
            _known.Clear();

        return _known[key] = Make(isFull ? $"^(?:{pattern})$" : pattern, Options(flags));
    }

    /// <summary>The dot matches line ends too:
    /// https://hl7.org/fhirpath/#matchesregex--string-flags--string--boolean.</summary>
    private static RegexOptions Options(string flags)
    {
        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                _ => throw new EvaluationFault(IssueType.Invalid, "A regular expression takes the flags i and m"),
            };
        }

        return options;
    }

    private static Regex Make(string pattern, RegexOptions options)
    {
        var timeout = TimeSpan.FromMilliseconds(Limits.FhirPathRegexMilliseconds);
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references need the backtracking engine.
            return new Regex(pattern, options, timeout);
        }
        catch (ArgumentException)
        {
            throw new EvaluationFault(IssueType.Invalid, "The regular expression is not well formed");
        }
    }
}
