using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Havel.Server.Tests.Conformance;

/// <summary>Search parameters that are written or loaded while the server runs.</summary>
public sealed class SearchParameterTests : IAsyncLifetime
{
    private const string Amount = "(Observation.value as Quantity).value";

    private HavelHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await HavelHost.Start();
        for (var n = 0; n < 5; n++)
            await _host.AsSystem().Store(Observation($"o{n}", n));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_parameter_that_is_written_is_used_when_everything_is_indexed()
    {
        var system = _host.AsSystem();
        Assert.Contains(
            "no search parameter", (await system.Get("Observation?amount=3")).Text, StringComparison.Ordinal);
        Assert.Equal(201, (await system.Put("SearchParameter/amount", Parameter("amount", Amount))).Status);
        await Active("amount");

        Assert.Equal(["Observation/o3"], (await system.Get("Observation?amount=3")).Ids);
        await system.Store(Observation("o9", 3));
        Assert.Equal(2, (await system.Get("Observation?amount=3")).Total);
        Assert.Contains(
            "\"http://example.org/sp/amount\"", (await system.Get("metadata")).Text, StringComparison.Ordinal);

        await _host.Restart();
        Assert.Equal(2, (await _host.AsSystem().Get("Observation?amount=3")).Total);
        Assert.Equal(204, (await _host.AsSystem().Delete("SearchParameter/amount")).Status);
        Assert.Contains(
            "no search parameter", (await _host.AsSystem().Get("Observation?amount=3")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "http://example.org/sp/amount", (await _host.AsSystem().Get("metadata")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_path_is_refused_with_its_place()
    {
        var answer = await _host.AsSystem().Post("SearchParameter", Parameter("amount", "Observation.valeu"));

        Assert.Equal(422, answer.Status);
        Assert.Contains("valeu", answer.Diagnostics, StringComparison.Ordinal);
        Assert.Contains("line 1, column 13", answer.Diagnostics, StringComparison.Ordinal);
        Assert.Contains("SearchParameter.expression", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await _host.AsSystem().Get("SearchParameter")).Total);
    }

    [Fact]
    public async Task A_transaction_refuses_a_parameter_that_means_nothing()
    {
        var bundle = $$"""
            {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"POST","url":"SearchParameter"},
             "resource":{{Parameter("amount", "Observation.valeu")}} }]}
            """;

        Assert.Equal(422, (await _host.AsSystem().Post(string.Empty, bundle)).Status);
    }

    [Fact]
    public async Task A_code_of_R4_keeps_R4s_meaning()
    {
        var answer = await _host.AsSystem().Post("SearchParameter", Parameter("status", Amount));

        Assert.Equal(422, answer.Status);
        Assert.Contains("already", answer.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_retires_is_unknown()
    {
        await _host.AsSystem().Put("SearchParameter/amount", Parameter("amount", Amount));
        await Active("amount");
        var retired = Parameter("amount", Amount).Replace("\"active\"", "\"retired\"", StringComparison.Ordinal);

        Assert.Equal(200, (await _host.AsSystem().Put("SearchParameter/amount", retired)).Status);
        Assert.Contains(
            "no search parameter", (await _host.AsSystem().Get("Observation?amount=3")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_of_a_package_come_and_go_with_it_and_faulty_ones_are_told()
    {
        var content = new ByteArrayContent(Package(
            Parameter("amount", Amount), Parameter("wrong", "Observation.valeu"), Parameter("status", Amount)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        Assert.Equal(200, (await _host.AsSystem().Send(HttpMethod.Post, "$load-package", content)).Status);
        await Active("amount");

        Assert.Equal(1, (await _host.AsSystem().Get("Observation?amount=4")).Total);
        var status = (await _host.AsPatient("p1").Get("$index-status")).Text;
        Assert.Contains("valeu", status, StringComparison.Ordinal);
        Assert.Contains("sp/status", status, StringComparison.Ordinal);
        await _host.AsSystem().Post("$unload-package", """
            {"resourceType":"Parameters","parameter":[{"name":"package","valueString":"made#1.0.0"}]}
            """);
        Assert.Contains(
            "no search parameter", (await _host.AsSystem().Get("Observation?amount=3")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_resources_there_are_is_told_to_the_deployment_alone()
    {
        await _host.AsSystem().Put("SearchParameter/amount", Parameter("amount", Amount));

        Assert.DoesNotContain(
            "\"left\"", (await _host.AsPatient("p1").Get("$index-status")).Text, StringComparison.Ordinal);
    }

    private async Task Active(string code)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if (_host.Deployment.Store.Catalog.Find("Observation", code) is not null)
            {
                Assert.Contains(
                    "\"active\"", (await _host.AsSystem().Get("$index-status")).Text, StringComparison.Ordinal);
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"{code} was not indexed in time.");
    }

    private static string Observation(string id, int value) => $$"""
        {"resourceType":"Observation","id":"{{id}}","status":"final","code":{"text":"x"},
         "subject":{"reference":"Patient/p1"},"valueQuantity":{"value":{{value}} } }
        """;

    private static string Parameter(string code, string expression) => $$"""
        {"resourceType":"SearchParameter","id":"{{code}}","url":"http://example.org/sp/{{code}}","name":"Made",
         "status":"active","description":"made up","code":"{{code}}","base":["Observation"],"type":"number",
         "expression":"{{expression}}"}
        """;

    private static byte[] Package(params string[] resources)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            Add(tar, "package/package.json", """{"name":"made","version":"1.0.0","dependencies":{}}""");
            for (var n = 0; n < resources.Length; n++)
                Add(tar, $"package/SearchParameter-{n}.json", resources[n]);
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string path, string content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        });
}
