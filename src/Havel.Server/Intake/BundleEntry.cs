namespace Havel.Server.Intake;

/// <summary>An entry of a Bundle as sent, its resource not yet looked into. What is absent is null or empty.</summary>
internal sealed record BundleEntry(int Position)
{
    public string? FullUrl { get; init; }

    /// <summary>The resource's bytes within the Bundle's.</summary>
    public ReadOnlyMemory<byte> Resource { get; init; }

    /// <summary>The resource's type as it names itself; null where it does not.</summary>
    public string? Type { get; init; }

    /// <summary>The resource's id as sent.</summary>
    public string? Id { get; init; }

    public string? Method { get; init; }

    public string? Url { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfModifiedSince { get; init; }

    public string? IfNoneExist { get; init; }

    /// <summary>FHIRPath of the entry, for issues.</summary>
    public string Path => $"Bundle.entry[{Position}]";
}
