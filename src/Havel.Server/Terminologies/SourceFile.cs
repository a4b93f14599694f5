namespace Havel.Server.Terminologies;

/// <summary>A file of a release, on disk or within a zip; never unpacked to disk.</summary>
/// <param name="Name">Its path within the release, with <c>/</c>.</param>
/// <param name="Length">Bytes, unpacked.</param>
/// <param name="Reader">Opens the bytes.</param>
internal sealed record SourceFile(string Name, long Length, Func<Stream> Reader)
{
    /// <summary>The name without folders.</summary>
    public string BaseName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Opens the file; it gives no more bytes than it promised.</summary>
    public Stream Open(ImportWatch watch) => new WatchedStream(Reader(), Name, Length, watch);
}
