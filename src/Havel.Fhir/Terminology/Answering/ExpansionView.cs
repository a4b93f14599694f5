using Havel.Fhir.Operations;
using Havel.Fhir.Terminology.Displays;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>How an expansion is to be shown.</summary>
internal sealed record ExpansionView
{
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The request, whose parameters the expansion repeats.</summary>
    public required OperationParameters Parameters { get; init; }

    public int? Offset { get; init; }

    public int? Count { get; init; }

    public bool? ExcludesNested { get; init; }

    /// <summary>Whether the reader takes no trees at all.</summary>
    public bool IsFlat { get; init; }

    public bool? IsActiveOnly { get; init; }

    public bool? HasDesignations { get; init; }

    public bool? HasDefinition { get; init; }

    public LanguageWish Languages { get; init; } = LanguageWish.None;

    /// <summary>The designations wanted, as <c>system|code</c>; empty for all.</summary>
    public IReadOnlyList<string> DesignationTokens { get; init; } = [];

    /// <summary>Codes of the properties wanted; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Whether entries stand in one another: where the request wants them so, and the whole is
    /// shown.</summary>
    public bool IsNested => !IsFlat && ExcludesNested is false && Offset is null && Count is null;
}
