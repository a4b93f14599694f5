using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;

namespace Havel.Server.Intake;

/// <summary>From bytes somebody sent to a resource that is valid and names things the way the store does.</summary>
/// <param name="baseUrl">This server's FHIR base; what lies under it is stored relative.</param>
internal sealed class Inflow(string baseUrl)
{
    private readonly string _prefix = baseUrl + "/";

    /// <summary>Parses a resource and makes absolute references to this server relative.</summary>
    /// <param name="body">The bytes as sent.</param>
    /// <param name="type">The type it must be of; null for any.</param>
    /// <param name="resolve">A further say on references and links, first asked: new text or null; null for
    /// none.</param>
    /// <param name="isBorrowed">Whether the table is only needed until this thread reads the next resource.</param>
    /// <param name="source">Where the bytes came from, if they were sent as XML.</param>
    public Reading Read(
        ReadOnlyMemory<byte> body,
        string? type,
        Func<string, bool, string?>? resolve = null,
        bool isBorrowed = false,
        XmlConversion? source = null)
    {
        var parsed = Parse(body, isBorrowed);
        if (!parsed.IsValid || source is not null)
        {
            var issues = source is null ? parsed.Issues : source.Locate(body, parsed.Issues);
            if (!parsed.IsValid || issues.Any(issue => issue.IsError))
                return new Reading(null, issues);
        }

        var actual = parsed.Table.Root.Type.Name;
        if (type is not null && !string.Equals(actual, type, StringComparison.Ordinal))
            return Reading.Refuse(IssueType.Invalid, $"The body is a {actual}, but {type} is written here.");

        if (resolve is null && !ReferenceRewriter.Mentions(body.Span, _prefix))
            return new Reading(parsed.Table, []);

        var rewritten = ReferenceRewriter.Rewrite(parsed.Table, (text, isReference) =>
            resolve?.Invoke(text, isReference) ?? Relative(text, isReference));
        if (rewritten.Equals(parsed.Table.Utf8))
            return new Reading(parsed.Table, []);

        var again = Parse(rewritten, isBorrowed);
        return new Reading(again.Table, again.Issues);
    }

    private static ParseResult Parse(ReadOnlyMemory<byte> body, bool isBorrowed) =>
        isBorrowed ? ResourceParser.OfThread.ParseBorrowed(body) : ResourceParser.OfThread.Parse(body);

    // Only what is a Reference: a link in an Attachment or a canonical is looked up by the address as it stands.
    private string? Relative(string text, bool isReference) =>
        isReference && text.StartsWith(_prefix, StringComparison.Ordinal) ? text[_prefix.Length..] : null;
}
