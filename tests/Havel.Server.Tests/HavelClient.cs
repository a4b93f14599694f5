using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Havel.Server.Tests;

/// <summary>A caller with a token. Paths are relative to the FHIR base (<c>Patient/1</c>), absolute links of the server
/// (<c>http://havel.test/fhir/...</c>), or absolute paths (<c>/health</c>).</summary>
public sealed class HavelClient(HttpClient http)
{
    public Task<HavelAnswer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<HavelAnswer> Head(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Head, path, null, headers);

    public Task<HavelAnswer> Post(string path, string json, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, Json(json), headers);

    public Task<HavelAnswer> Put(string path, string json, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, Json(json), headers);

    /// <summary>PATCH with a patch of that media type.</summary>
    public Task<HavelAnswer> Patch(
        string path, string mediaType, string patch, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(patch));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return Send(HttpMethod.Patch, path, content, headers);
    }

    /// <summary>PATCH with a JSON Patch.</summary>
    public Task<HavelAnswer> Patch(string path, string patch, params (string Name, string Value)[] headers) =>
        Patch(path, "application/json-patch+json", patch, headers);

    public Task<HavelAnswer> Delete(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Delete, path, null, headers);

    /// <summary>POST [path]/_search with a form.</summary>
    public Task<HavelAnswer> Search(string path, string form, params (string Name, string Value)[] headers) =>
        Send(
            HttpMethod.Post, path, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
            headers);

    /// <summary>PUTs a resource under its own type and id, and asserts that it was taken.</summary>
    public async Task<HavelAnswer> Store(string json)
    {
        var answer = new HavelAnswer(0, [], Encoding.UTF8.GetBytes(json)).Json;
        var stored = await Put(
            $"{answer.GetProperty("resourceType").GetString()}/{answer.GetProperty("id").GetString()}", json);
        Assert.True(stored.Status is 200 or 201, $"{stored.Status}: {stored.Text}");
        return stored;
    }

    public async Task<HavelAnswer> Send(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Local(path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, value);
            else if (content is not null)
                content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers)
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase);
        return new HavelAnswer((int)response.StatusCode, [.. all], await response.Content.ReadAsByteArrayAsync());
    }

    private static string Local(string path)
    {
        if (path.StartsWith(HavelHost.Base, StringComparison.Ordinal))
            return "/fhir" + path[HavelHost.Base.Length..];

        return path.StartsWith('/') ? path : "/fhir/" + path;
    }

    private static ByteArrayContent Json(string json) => new(Encoding.UTF8.GetBytes(json))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/fhir+json") },
    };
}
