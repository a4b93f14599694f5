using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A fault in the text of an expression. It leaves the compiler only as an <see cref="Issue"/>.</summary>
internal sealed class SyntaxFault(int position, string message) : Exception(message)
{
    public Issue ToIssue(string source) => At(source, position, IssueType.Invalid, Message);

    /// <summary>An error with line and column (characters from 1) of a position in the source.</summary>
    public static Issue At(
        string source, int position, IssueType type, string message, IssueSeverity severity = IssueSeverity.Error)
    {
        var before = source.AsSpan(0, Math.Min(position, source.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        var text = Excerpt(source, position);
        return new Issue(severity, type, $"{message} at line {line}, column {column} of {text}", null, line, column);
    }

    /// <summary>A short expression as it is; of a long one what stands around a place, in one line.</summary>
    public static string Excerpt(string source, int position)
    {
        const int Longest = 200;
        if (source.Length <= Longest)
            return source;

        var start = Math.Clamp(position - Longest / 2, 0, source.Length - Longest);
        var part = source.Substring(start, Longest).ReplaceLineEndings(" ").Trim();
        return (start > 0 ? "..." : string.Empty) + part + (start + Longest < source.Length ? "..." : string.Empty);
    }
}
