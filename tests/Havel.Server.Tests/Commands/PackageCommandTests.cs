using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Commands;

public sealed class PackageCommandTests : IDisposable
{
    private const string ValueSet =
        """{"resourceType":"ValueSet","url":"http://example.org/vs","version":"1.0","status":"active"}""";

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Folders_with_and_without_manifest_are_listed_with_what_they_lack()
    {
        Directory.CreateDirectory(Path.Combine(_line.Folder, "whole", "package"));
        Directory.CreateDirectory(Path.Combine(_line.Folder, "made"));
        _line.File(
            "whole/package/package.json", """{"name":"whole","version":"1.2.0","dependencies":{"gone":"1.0.0"}}""");
        _line.File("whole/package/vs.json", ValueSet);
        _line.File("made/vs.json", ValueSet);

        var listed = await CommandLine.Run(
            "package", "list", "--package", Path.Combine(_line.Folder, "whole"),
            "--package", Path.Combine(_line.Folder, "made"));

        Assert.Equal(2, listed.Exit);
        Assert.Equal(
            """
            folder.made#current: 1 ValueSet
            whole#1.2.0: 1 ValueSet
            The package gone 1.0.0 is missing. It is needed by whole#1.2.0.
            2 packages, 2 resources

            """.ReplaceLineEndings("\n"),
            listed.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_is_no_package_is_told()
    {
        var file = _line.File("x.tgz", "no archive");
        var listed = await CommandLine.Run("package", "list", "--package", file);

        Assert.Equal(2, listed.Exit);
        Assert.Contains("gzip", listed.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.Run("package", "list")).Exit);
        Assert.Equal(1, (await CommandLine.Run("package", "list", "--package", "nowhere.tgz")).Exit);
    }

    [Fact]
    public async Task A_server_does_not_start_with_a_package_that_is_none()
    {
        var file = _line.File("x.tgz", "no archive");

        Assert.Equal(1, (await CommandLine.Run("serve", "--data", _line.Data, "--package", file)).Exit);
        Assert.Equal(1, (await CommandLine.Run("serve", "--data", _line.Data, "--package", "nowhere")).Exit);
    }

    [SharedFact("packages")]
    public async Task A_folder_of_packages_is_listed_whole()
    {
        var listed = await CommandLine.Run("package", "list", "--package", SharedData.Path("packages"));

        Assert.Contains("37 packages, 6,660 resources", listed.Output, StringComparison.Ordinal);
        Assert.Contains("hl7.fhir.r4.core#4.0.1: built in", listed.Output, StringComparison.Ordinal);
    }
}
