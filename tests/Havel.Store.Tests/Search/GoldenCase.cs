namespace Havel.Store.Tests.Search;

/// <summary>One request of a golden file and what must come back.</summary>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Line">Where the request stands.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Url">What is asked for.</param>
/// <param name="Expected">The matches; in this order where <paramref name="IsOrdered"/>.</param>
/// <param name="Included">What includes bring; null where the case does not say.</param>
/// <param name="IsOrdered">Whether the order counts.</param>
public sealed record GoldenCase(
    string File,
    int Line,
    string Caller,
    string Url,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string>? Included,
    bool IsOrdered)
{
    /// <summary>The plan in a few words; null where the case does not say.</summary>
    public string? Plan { get; set; }

    public override string ToString() => $"{File}:{Line} {Caller}: {Url}";
}
