using System.Buffers.Binary;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Havel.Fhir.Packages;
using Xunit;
using static Havel.Fhir.Tests.Packages.MadePackage;

namespace Havel.Fhir.Tests.Packages;

/// <summary>Whatever is sent as a package ends in an issue, in bounded time and memory.</summary>
public sealed class HostilePackageTests
{
    [Theory]
    [InlineData("../evil.json")]
    [InlineData("package/../../evil.json")]
    [InlineData("package/..")]
    [InlineData("/etc/evil.json")]
    [InlineData("package\\..\\evil.json")]
    [InlineData("C:/evil.json")]
    public void A_path_that_leads_out_refuses_the_package(string path)
    {
        Refused(Tgz(("package/package.json", Manifest), (path, "{}")), "leads out");
        PackageFile[] files = [new PackageFile("package.json", Utf8(Manifest)), new PackageFile(path, Utf8("{}"))];
        Assert.Null(PackageReader.Read(files).Package);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void A_link_refuses_the_package(TarEntryType kind) => Refused(
        Tgz(tar =>
        {
            AddFile(tar, "package/package.json", Manifest);
            tar.WriteEntry(new UstarTarEntry(kind, "package/passwd.json") { LinkName = "/etc/passwd" });
        }),
        "link");

    [Fact]
    public void Two_gigabytes_of_zeros_end_early()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Header("package/zeros.json", 2L << 30));
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 2048; megabyte++)
                gzip.Write(zeros);
        }

        bomb.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Refused(bomb, "times its size");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void More_bytes_than_allowed_end_the_reading()
    {
        var noise = Convert.ToBase64String(Enumerable.Range(0, 60_000).Select(at => (byte)(at * at >> 3)).ToArray());

        Refused(
            Tgz(("package/a.txt", noise), ("package/b.txt", noise)), "unpacks to more",
            new PackageLimits { TotalBytes = 100_000 });
    }

    [Fact]
    public void A_file_that_is_too_large_is_left_out_and_the_rest_stays()
    {
        var reading = PackageReader.Read(
            Tgz(
                ("package/package.json", Manifest), ("package/large.json", "{\"x\":\"" + new string('x', 5000) + "\"}"),
                ("package/small.json", ValueSet("http://example.org/x"))),
            new PackageLimits { EntryBytes = 1000 });

        Assert.Single(reading.Package!.Resources);
        Assert.Contains("large.json", Assert.Single(reading.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_files_than_allowed_end_the_reading() => Refused(
        Tgz([.. Enumerable.Range(0, 20).Select(at => ($"package/{at}.json", "{}"))]), "more than 10 files",
        new PackageLimits { Files = 10 });

    [Fact]
    public void A_header_that_claims_a_giant_path_allocates_nothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var kind in "xL")
        {
            var header = Header("long", 1L << 31);
            header[156] = (byte)kind;
            Sum(header);
            Refused(Gzip(header), "too long");
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_length_beyond_all_measure_is_refused()
    {
        var header = Header("package/x.json", 0);
        header.AsSpan(124, 12).Clear();
        header[124] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(128), long.MinValue);
        Sum(header);

        Refused(Gzip(header), "tar archive");
    }

    [Fact]
    public void Json_that_is_too_deep_or_broken_is_left_out()
    {
        var reading = PackageReader.Read(Tgz(
            ("package/package.json", Manifest),
            ("package/deep.json", new string('[', 100_000)),
            ("package/deep2.json", "{\"a\":" + new string('[', 1000) + new string(']', 1000) + "}"),
            ("package/broken.json", """{"resourceType":"ValueSet","url":"u" """),
            ("package/twice.json", ValueSet("http://example.org/x") + "{}"),
            ("package/empty.json", ""),
            ("package/good.json", ValueSet("http://example.org/x"))));

        Assert.Single(reading.Package!.Resources);
        Assert.Equal(5, reading.Issues.Count);
        Assert.All(reading.Issues, issue => Assert.False(issue.IsError));
    }

    [Fact]
    public void Text_that_is_no_utf8_does_not_throw()
    {
        byte[] bytes = [.. "{\"resourceType\":\"ValueSet\",\"url\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        var reading = PackageReader.Read(
            [new PackageFile("package.json", Utf8(Manifest)), new PackageFile("x.json", bytes)]);

        Assert.NotNull(reading.Package);
    }

    [Fact]
    public void An_archive_cut_off_anywhere_is_refused()
    {
        var whole = Tgz(
            ("package/package.json", Manifest), ("package/a.json", ValueSet("http://example.org/a")),
            ("package/b.json", ValueSet("http://example.org/b"))).ToArray();
        for (var length = 0; length < whole.Length - 8; length++)
        {
            var reading = PackageReader.Read(new MemoryStream(whole, 0, length));
            Assert.True(reading.Package is null || length > whole.Length - 20, $"{length} of {whole.Length}");
            Assert.True(reading.Package is not null || reading.Issues.Count > 0, $"{length}");
        }
    }

    [Fact]
    public void An_archive_with_any_byte_changed_never_throws()
    {
        var tar = Tar(writer =>
        {
            AddFile(writer, "package/package.json", Manifest);
            AddFile(writer, "package/a.json", ValueSet("http://example.org/a"));
        });
        for (var at = 0; at < 1536; at++)
        {
            var changed = tar.ToArray();
            changed[at] ^= 0x81;
            var reading = PackageReader.Read(Gzip(changed));
            Assert.True(reading.Package is not null || reading.Issues.Count > 0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive at all")]
    [InlineData("PK\u0003\u0004 a zip file")]
    public void What_is_no_gzip_is_refused(string text) =>
        Refused(new MemoryStream(Encoding.Latin1.GetBytes(text)), text.Length == 0 ? "cut off" : "gzip");

    [Fact]
    public void A_gzip_of_something_else_is_refused() =>
        Refused(Gzip(Encoding.UTF8.GetBytes(new string('x', 2000))), "tar archive");

    [Fact]
    public void An_archive_without_manifest_is_no_package() =>
        Refused(Tgz(("package/a.json", ValueSet("http://example.org/a"))), "package.json");

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"name":7,"version":"1"}""")]
    [InlineData("""{"name":"../evil","version":"1"}""")]
    [InlineData("""{"name":"evil","version":"1/../../x"}""")]
    [InlineData("""{"name":"..","version":"1"}""")]
    public void A_manifest_that_names_no_usable_package_refuses_it(string manifest) =>
        Refused(Tgz(("package/package.json", manifest)), "package.json");

    private static void Refused(MemoryStream tgz, string reason, PackageLimits? limits = null)
    {
        var reading = PackageReader.Read(tgz, limits);
        Assert.Null(reading.Package);
        Assert.Contains(reading.Issues, issue =>
            issue.IsError && issue.Message.Contains(reason, StringComparison.Ordinal));
    }

    private static byte[] Header(string path, long length)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(path, header);
        Encoding.ASCII.GetBytes(Convert.ToString(length, 8).PadLeft(11, '0'), header.AsSpan(124));
        header[156] = (byte)'0';
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        Sum(header);
        return header;
    }

    private static void Sum(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        var sum = header.Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header.AsSpan(148));
    }
}
