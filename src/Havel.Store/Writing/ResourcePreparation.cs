using Havel.Consent.Resources;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Texts;
using Havel.Store.Bodies;
using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>Turns valid resources into <see cref="ReadyResource"/>s: everything that can be done before the writer's
/// turn, so that imports and requests do it on all cores. Safe for many threads at once.</summary>
public sealed class ResourcePreparation
{
    [ThreadStatic]
    private static SearchRows? s_rows;

    private readonly Ownership _ownership;
    private volatile ActiveIndex _index;

    internal ResourcePreparation(FhirDefinitions definitions, ActiveIndex index)
    {
        Definitions = definitions;
        _index = index;
        _ownership = new Ownership(definitions);
    }

    internal FhirDefinitions Definitions { get; }

    /// <summary>Whether the text behind an address is on disk; null where nobody can be asked.</summary>
    internal Func<long, bool>? KnowsUri { get; set; }

    /// <summary>Which texts can be searched.</summary>
    internal FullText FullText { get; set; }

    /// <summary>What rows resources have now. The writer alone changes it, when the change is on disk.</summary>
    internal ActiveIndex Index
    {
        get => _index;
        set => _index = value;
    }

    /// <summary>Prepares a resource to be stored under an id.</summary>
    /// <param name="table">A valid resource. May be a borrowed table: nothing of it is kept.</param>
    /// <param name="id">The logical id, which replaces one in the resource.</param>
    public ReadyResource Prepare(NodeTable table, string id) => Prepare(table, id, keepsText: true);

    /// <summary>Prepares a resource for an import. Many of them wait in memory, so each keeps its body as it is stored
    /// alone.</summary>
    /// <inheritdoc cref="Prepare(NodeTable, string)"/>
    public ReadyResource PrepareImported(NodeTable table, string id) => Prepare(table, id, keepsText: false);

    private ReadyResource Prepare(NodeTable table, string id, bool keepsText)
    {
        var root = table.Root;
        var index = _index;
        var body = MetaTemplate.Create(table, id);
        return new ReadyResource(
            FactsOf(root, id),
            keepsText ? body : null,
            BodyCodec.Pack(root.Type.Name, body),
            RowsOf(root, index),
            index,
            OwnersOf(root, id),
            AtOf(ClinicalDate.Of(root)));
    }

    /// <summary>The index rows of a stored version, derived again from its body.</summary>
    internal IndexRows RowsOf(Node root) => RowsOf(root, _index);

    private IndexRows RowsOf(Node root, ActiveIndex index) => RowsOf(root, index.Extractor, KnowsUri).With(
        FullText == FullText.None ? null : ResourceText.Narrative(root),
        FullText == FullText.Everything ? ResourceText.Content(root) : null);

    /// <summary>The index rows that an extractor makes.</summary>
    internal static IndexRows RowsOf(Node root, SearchExtractor extractor, Func<long, bool>? knowsUri)
    {
        var rows = s_rows ??= new SearchRows();
        rows.Clear();
        rows.KnowsUri = knowsUri;
        extractor.Extract(root, rows);
        var own = IndexRows.From(rows, root.Type.Name);
        rows.Clear();
        return own;
    }

    /// <summary>What consent asks of a version, the custodians of a Provenance apart.</summary>
    internal static ResourceFacts FactsOf(Node root, string id)
    {
        (long Low, long High)? date = ClinicalDate.Of(root) is { } span ? (span.Low, span.High) : null;
        return ResourceFacts.From(root, date) with { Id = id };
    }

    /// <summary>The owners a version names, before its targets are followed.</summary>
    internal OwnerSet OwnersOf(Node root) => _ownership.Owners(root);

    /// <summary>A Patient belongs to itself, under the id it gets and not the one it was sent with.</summary>
    private OwnerSet OwnersOf(Node root, string id)
    {
        var owners = _ownership.Owners(root);
        if (!string.Equals(root.Type.Name, "Patient", StringComparison.Ordinal))
            return owners;

        var sent = root.TextOf("id") is { } old ? "Patient/" + old : null;
        var others = owners.Patients.Where(patient => !string.Equals(patient, sent, StringComparison.Ordinal));
        return OwnerSet.Of(others.Append("Patient/" + id));
    }

    private static long AtOf(TimeRange? date)
    {
        const int MillisecondsPerSecond = 1000;
        if (date is not { } range)
            return Place.NoDate;

        // A period without a start counts from its end; both ends open say nothing.
        var instant = range.Low != long.MinValue ? range.Low : range.High;
        return instant is long.MinValue or long.MaxValue
            ? Place.NoDate
            : Math.DivRem(instant, MillisecondsPerSecond).Quotient;
    }
}
