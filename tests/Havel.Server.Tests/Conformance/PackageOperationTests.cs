using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Havel.Server.Tests.Conformance;

public sealed class PackageOperationTests : IAsyncLifetime
{
    private const string Url = "http://example.org/ValueSet/packed";

    private HavelHost _host = null!;

    public async Task InitializeAsync() => _host = await HavelHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_package_is_in_force_when_it_is_loaded_and_after_a_restart()
    {
        var answer = await Load(Package("made", "1.0.0", "1.0"));
        Assert.Equal(200, answer.Status);
        Assert.Contains("\"valueString\":\"made\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal("1.0", VersionInForce());

        await _host.Restart();
        Assert.Equal("1.0", VersionInForce());
        Assert.Contains("made", (await _host.AsSystem().Get("$packages")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_package_again_takes_the_place_of_the_first()
    {
        await Load(Package("made", "1.0.0", "1.0"));
        await Load(Package("made", "1.0.0", "1.1"));

        Assert.Single(_host.Deployment.Conformance.Packages);
        Assert.Single(_host.Deployment.Conformance.Current.Catalog.Versions("ValueSet", Url));
        await _host.Restart();
        Assert.Equal("1.1", VersionInForce());
    }

    [Fact]
    public async Task Two_versions_of_a_package_stand_side_by_side()
    {
        await Load(Package("made", "2.0.0", "2.0"));
        await Load(Package("made", "1.0.0", "1.0"));

        Assert.Equal("2.0", VersionInForce());
        Assert.NotNull(_host.Deployment.Conformance.Current.Catalog.Find("ValueSet", Url + "|1.0"));
    }

    [Fact]
    public async Task An_unloaded_package_is_gone_for_good()
    {
        await Load(Package("made", "1.0.0", "1.0"));
        var answer = await Unload("made#1.0.0");

        Assert.Equal(200, answer.Status);
        Assert.Null(VersionInForce());
        await _host.Restart();
        Assert.Null(VersionInForce());
        Assert.Equal(404, (await Unload("made#1.0.0")).Status);
        Assert.Equal(404, (await Unload("../../havel")).Status);
    }

    [Fact]
    public async Task A_package_may_come_as_binary_or_within_parameters()
    {
        var data = Convert.ToBase64String(Package("made", "1.0.0", "1.0"));
        var binary = $$"""{"resourceType":"Binary","contentType":"application/gzip","data":"{{data}}"}""";
        string[] bodies =
        [
            binary,
            $$"""{"resourceType":"Parameters","parameter":[{"name":"package","valueBase64Binary":"{{data}}"}]}""",
            $$"""{"resourceType":"Parameters","parameter":[{"name":"package","resource":{{binary}}}]}""",
        ];
        foreach (var body in bodies)
        {
            Assert.Equal(200, (await _host.AsSystem().Post("$load-package", body)).Status);
            Assert.Equal("1.0", VersionInForce());
            await Unload("made#1.0.0");
        }
    }

    [Theory]
    [InlineData("""{"resourceType":"Parameters"}""", 422)]
    [InlineData("""{"resourceType":"Binary","contentType":"x/y","data":"no base64"}""", 422)]
    [InlineData("""{"resourceType":"Binary","contentType":"x/y","data":"YQ=="}""", 422)]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"package","valueBase64Binary":"%"}]}""", 422)]
    [InlineData("no JSON", 400)]
    public async Task What_is_no_package_is_refused(string body, int status)
    {
        Assert.Equal(status, (await _host.AsSystem().Post("$load-package", body)).Status);
        Assert.Empty(_host.Deployment.Conformance.Packages);
        Assert.False(Directory.Exists(Path.Combine(_host.Folder, "packages")));
    }

    [Fact]
    public async Task Only_the_deployment_loads_and_unloads()
    {
        await Load(Package("made", "1.0.0", "1.0"));
        HavelClient[] others =
            [_host.AsPractitioner("dr-a", "hosp-a"), _host.AsPatient("p1"), _host.AsResearcher("r1")];
        foreach (var other in others)
        {
            Assert.Equal(403, (await Load(Package("evil", "1.0.0", "9.0"), other)).Status);
            Assert.Equal(403, (await Unload("made#1.0.0", other)).Status);
            Assert.Equal(200, (await other.Get("$packages")).Status);
        }

        Assert.Equal("1.0", VersionInForce());
        Assert.Equal(405, (await _host.AsSystem().Get("$load-package")).Status);
    }

    [Fact]
    public async Task What_a_package_lacks_is_told()
    {
        var answer = await Load(Package("made", "1.0.0", "1.0", """{"absent":"2.x"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Contains("absent 2.x is missing", answer.Text, StringComparison.Ordinal);
    }

    private string? VersionInForce() => _host.Deployment.Conformance.Current.Catalog.Find("ValueSet", Url)?.Version;

    private async Task<HavelAnswer> Load(byte[] tgz, HavelClient? client = null)
    {
        var content = new ByteArrayContent(tgz);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        return await (client ?? _host.AsSystem()).Send(HttpMethod.Post, "$load-package", content);
    }

    private Task<HavelAnswer> Unload(string packageId, HavelClient? client = null) =>
        (client ?? _host.AsSystem()).Post("$unload-package", $$"""
            {"resourceType":"Parameters","parameter":[{"name":"package","valueString":"{{packageId}}"}]}
            """);

    private static byte[] Package(string name, string version, string valueSet, string dependencies = "{}")
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            Add(tar, "package/package.json",
                $$"""{"name":"{{name}}","version":"{{version}}","dependencies":{{dependencies}}}""");
            Add(tar, "package/ValueSet-packed.json",
                $$"""{"resourceType":"ValueSet","url":"{{Url}}","version":"{{valueSet}}","status":"active"}""");
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string path, string content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        });
}
