using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Fhir.Subsets;
using Havel.Server.Responses;
using Havel.Store.Reading;
using Havel.Store.Search;

namespace Havel.Server.Interactions;

/// <summary>Writes a searchset: stored bytes between fixed fragments, nothing is serialised.
/// Source: https://hl7.org/fhir/R4/bundle.html#searchset.</summary>
internal static class SearchBundle
{
    private const int HeadBytes = 1024;
    private const int EntryBytes = 160;

    /// <summary>The answer for a page.</summary>
    /// <param name="page">What was found.</param>
    /// <param name="request">The page's links.</param>
    /// <param name="issues">What was not understood; told in an entry of its own.</param>
    /// <param name="baseUrl">What full URLs begin with.</param>
    /// <param name="rule">What of each resource is sent; null for all of it.</param>
    /// <param name="places">The places whose distance each match is told with; null or empty for none.</param>
    public static FhirResponse Of(
        SearchPage page,
        PageRequest request,
        IReadOnlyList<Issue> issues,
        string baseUrl,
        SubsetRule? rule = null,
        IReadOnlyList<NearValue>? places = null)
    {
        if (page.IsCut)
        {
            issues = [.. issues, new Issue(IssueSeverity.Warning, IssueType.TooCostly,
                "There was more to include than one page holds; what is missing can be read by itself.")];
        }

        var bytes = new PooledBytes(Size(page));
        BundleFrame.Begin(
            bytes, "searchset", page.Total, request.Self, page.Next is null ? null : request.To(page.Next),
            request.Cursor is null && page.Next is null ? null : request.First,
            page.Previous is null ? null : request.To(page.Previous));
        var isFirst = true;
        Append(bytes, page.Matches, baseUrl, rule, "\"mode\":\"match\"}}"u8, ref isFirst, places);
        Append(bytes, page.Included, baseUrl, rule?.ForIncluded, "\"mode\":\"include\"}}"u8, ref isFirst);
        if (issues.Count > 0)
        {
            bytes.Append(isFirst ? ",\"entry\":[{\"resource\":"u8 : ",{\"resource\":"u8);
            bytes.Append(Outcomes.Body(issues));
            bytes.Append(",\"search\":{\"mode\":\"outcome\"}}"u8);
            isFirst = false;
        }

        bytes.Append(isFirst ? "}"u8 : "]}"u8);
        return new FhirResponse(200) { Body = bytes.Written, Owner = bytes };
    }

    private static void Append(
        PooledBytes bytes,
        IReadOnlyList<ResourceVersion> resources,
        string baseUrl,
        SubsetRule? rule,
        ReadOnlySpan<byte> mode,
        ref bool isFirst,
        IReadOnlyList<NearValue>? places = null)
    {
        for (var i = 0; i < resources.Count; i++)
        {
            var resource = resources[i];
            bytes.Append(isFirst ? ",\"entry\":[{\"fullUrl\":\""u8 : ",{\"fullUrl\":\""u8);
            isFirst = false;
            BundleFrame.AppendFullUrl(bytes, baseUrl, resource);
            bytes.Append("\",\"resource\":"u8);
            if (rule is null)
                bytes.Append(resource.Body.Span);
            else
                ResourceSubset.Write(TypeOf(resource), resource.Body.Span, rule, bytes);

            bytes.Append(",\"search\":{"u8);
            if (places is { Count: > 0 })
                DistanceExtension.Write(bytes, resource.Body.Span, places);

            bytes.Append(mode);
        }
    }

    private static TypeDefinition TypeOf(in ResourceVersion resource) =>
        FhirDefinitions.R4.FindType(resource.ContainedType ?? resource.Type)!;

    private static int Size(SearchPage page)
    {
        var size = HeadBytes;
        for (var i = 0; i < page.Matches.Count; i++)
            size += page.Matches[i].Body.Length + EntryBytes;

        for (var i = 0; i < page.Included.Count; i++)
            size += page.Included[i].Body.Length + EntryBytes;

        return size;
    }
}
