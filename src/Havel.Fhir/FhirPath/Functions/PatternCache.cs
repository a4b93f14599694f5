using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Compiled regular expressions by their text. Emptied when full: hostile patterns must not fill the
/// memory.</summary>
internal sealed class PatternCache
{
    private const int Capacity = 512;

    private readonly ConcurrentDictionary<string, Regex> _known = new(StringComparer.Ordinal);

    public Regex Find(string pattern)
    {
        if (_known.TryGetValue(pattern, out var known))
            return known;
        if (_known.Count >= Capacity)
            _known.Clear();

        return _known[pattern] = Make(pattern);
    }

    private static Regex Make(string pattern)
    {
        var timeout = TimeSpan.FromMilliseconds(Limits.FhirPathRegexMilliseconds);
        const RegexOptions Common = RegexOptions.Singleline | RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, Common | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references need the backtracking engine.
            return new Regex(pattern, Common, timeout);
        }
        catch (ArgumentException)
        {
            throw new EvaluationFault(IssueType.Invalid, "The regular expression is not well formed");
        }
    }
}
