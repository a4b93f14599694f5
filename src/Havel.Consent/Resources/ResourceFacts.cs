using Havel.Consent.Policies;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Resources;

/// <summary>All that rules may ask of one version of a resource, taken out of it once and then independent of its
/// bytes.</summary>
public sealed record ResourceFacts
{
    /// <summary>The resource type.</summary>
    public required string Type { get; init; }

    /// <summary>The logical id, without type.</summary>
    public required string Id { get; init; }

    /// <summary>How confidential it is labelled.</summary>
    public Confidentiality Confidentiality { get; init; } = Confidentiality.Unlabelled;

    /// <summary>All of <c>meta.security</c>.</summary>
    public IReadOnlyList<Coding> Labels { get; init; } = [];

    /// <summary>All of <c>meta.profile</c>, versions included.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>What kind of document or entry it is: see the table in <c>docs/consent.md</c>.</summary>
    public CodedFacts Classes { get; init; } = CodedFacts.None;

    /// <summary>What it is about: see the table in <c>docs/consent.md</c>.</summary>
    public CodedFacts Codes { get; init; } = CodedFacts.None;

    /// <summary>The clinical date as a range; null where the resource has none.</summary>
    public DateRange? Date { get; init; }

    /// <summary>Whether rule 8 governs.</summary>
    public Custody Custody { get; init; }

    /// <summary>For <see cref="Resources.Custody.Consent"/>: the organisations that hold the form
    /// (<c>Organization/x</c>), sorted.</summary>
    public IReadOnlyList<string> Custodians { get; init; } = [];

    /// <summary><c>Type/id</c>.</summary>
    public string Reference => Type + "/" + Id;

    /// <summary>Takes the facts out of a resource.</summary>
    /// <param name="resource">The root of a parsed resource.</param>
    /// <param name="date">Its clinical date (<c>Havel.Fhir.Search.ClinicalDate</c>), in UTC; null where it has
    /// none.</param>
    /// <param name="custodians">For a Provenance of Consents: the organisations of all its Consents. A Consent brings
    /// its own.</param>
    public static ResourceFacts From(
        Node resource, (long Low, long High)? date = null, IReadOnlyList<string>? custodians = null) =>
        FactsReader.Read(resource, date, custodians ?? []);
}
