using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The requests of transactions and batches. Source: https://hl7.org/fhir/R4/http.html#transaction.</summary>
internal sealed class BundleRequests(ValidationRun run, BundleEntries entries)
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (var entry in entries.All)
        {
            var request = entry.Node.Child("request");
            if (!run.IsStopped && request.Exists && request.TextOf("method") is { } method)
                Check(entry, request, method);
        }
    }

    private void Check(BundleEntry entry, Node request, string method)
    {
        var address = request.Child("url");
        if (!address.Exists || !address.HasValue)
            return;

        var url = address.Text();
        if (BundleEntries.IsAbsolute(url) || url.StartsWith('/'))
        {
            run.Error(address.Index, IssueType.Value, RuleSource.Bundle,
                $"The url of a request is relative to the server (Patient/1), not '{url}'.");
            return;
        }

        CheckBody(entry, method, url);
        CheckTarget(entry, address.Index, method, url);
        CheckConditions(request, method);
        if (method is "PUT" or "DELETE" && !url.Contains('?', StringComparison.Ordinal))
            CheckTwice(address.Index, url);
    }

    /// <summary>What is created or changed must be there; what is read or deleted brings nothing along.</summary>
    private void CheckBody(BundleEntry entry, string method, string url)
    {
        var needs = method is "PUT" or "PATCH" || (method == "POST" && !IsCall(url));
        if (needs && !entry.Resource.Exists)
        {
            run.Error(entry.Node.Index, IssueType.Required, RuleSource.Bundle,
                $"{method} {url} needs a resource, and the entry has none.");
        }
        else if (method is "GET" or "HEAD" or "DELETE" && entry.Resource.Exists)
        {
            run.Warn(entry.Node.Index, IssueType.Structure, RuleSource.Bundle,
                $"{method} takes no resource; the one in this entry has no effect.");
        }
    }

    /// <summary>Whether the url calls an operation or a search.</summary>
    private static bool IsCall(string url) =>
        url.Contains('$', StringComparison.Ordinal) || url.EndsWith("_search", StringComparison.Ordinal);

    private void CheckTarget(BundleEntry entry, int node, string method, string url)
    {
        if (!entry.Resource.Exists || method is not ("POST" or "PUT") || IsCall(url))
            return;

        var path = url.Split('?')[0].Split('/');
        var type = entry.Resource.Type.Name;
        if (!string.Equals(path[0], type, StringComparison.Ordinal))
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"{method} {url} does not fit the resource, which is of type {type}.");
        }
        else if (method == "POST" && path.Length > 1)
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"POST creates with an id of the server's choice, so the url is {type} alone and not {url}.");
        }
        else if (method == "PUT")
        {
            CheckPut(entry, node, url, path);
        }
    }

    private void CheckPut(BundleEntry entry, int node, string url, string[] path)
    {
        var isConditional = url.Contains('?', StringComparison.Ordinal);
        var id = entry.Resource.TextOf("id");
        if (path.Length == 1 && !isConditional)
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"PUT names the resource it changes, by id or by a condition; {url} names none.");
        }
        else if (path.Length > 1 && !string.Equals(path[1], id, StringComparison.Ordinal))
        {
            run.Error(node, IssueType.Value, RuleSource.Bundle,
                $"PUT {url} changes a resource of another id than the entry's resource has ('{id}').");
        }
    }

    private void CheckConditions(Node request, string method)
    {
        if (request.Child("ifNoneExist") is { Exists: true } condition && method != "POST")
        {
            run.Error(condition.Index, IssueType.Value, RuleSource.Bundle,
                $"ifNoneExist makes a creation conditional and has no meaning with {method}.");
        }
    }

    /// <summary>In a transaction no resource may be changed twice: its steps have no order. Source:
    /// https://hl7.org/fhir/R4/http.html#trules.</summary>
    private void CheckTwice(int node, string url)
    {
        if (entries.Type == "transaction" && !_written.Add(RestAddress.WithoutVersion(url)))
        {
            run.Error(node, IssueType.Duplicate, RuleSource.Bundle,
                $"The transaction changes {url} more than once.");
        }
    }
}
