using Havel.Fhir.Search;

namespace Havel.Store.Everything;

/// <summary>What <c>$everything</c> asks for. Source:
/// https://hl7.org/fhir/R4/patient-operation-everything.html.</summary>
public sealed record EverythingQuery
{
    /// <summary>The records: types and conditions, the compartment among them. Its count is the page's. No types: no
    /// records are wanted.</summary>
    public required SearchQuery Records { get; init; }

    /// <summary>The same without what narrows the records by type and time: whose references lead to
    /// <see cref="Around"/>. Null where all of the directory is meant, because the records are those of all
    /// patients.</summary>
    public SearchQuery? Origin { get; init; }

    /// <summary>The types of directory data wanted besides; empty for none.</summary>
    public required IReadOnlyList<string> Around { get; init; }

    /// <summary>Whether the patients that the records refer to are wanted too: an encounter's patient does not lie in
    /// its compartment.</summary>
    public bool WithPatients { get; init; }

    /// <summary>Only what was written then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only records whose clinical date meets this span, and those without any; null for all. Source:
    /// parameters start and end.</summary>
    public TimeRange? Care { get; init; }
}
