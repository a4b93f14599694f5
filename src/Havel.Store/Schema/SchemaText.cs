namespace Havel.Store.Schema;

/// <summary>The tables, one text each; docs/store.md shows every one with a worked example. Integers only where rows
/// are
/// many: names live once, in <c>type</c>, <c>slot</c>, <c>guard</c> and <c>subject_member</c>.</summary>
internal static class SchemaText
{
    /// <summary>Raised with every change of a table or of what its rows mean, by a <see cref="SchemaStep"/> that brings
    /// older stores along; newer ones are refused.</summary>
    public const int Version = 6;

    public const string Meta = "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID";

    public const string Type = "CREATE TABLE type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)";

    /// <summary>The one writer knows all names, so that no index has to hold them a second time.</summary>
    public const string Slot = "CREATE TABLE slot(id INTEGER PRIMARY KEY, name TEXT NOT NULL)";

    public const string Guard = "CREATE TABLE guard(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE)";

    /// <summary>The patients of a subject, as references (<c>Patient/x</c>). Most subjects have one.</summary>
    public const string SubjectMember = """
        CREATE TABLE subject_member(
            subject INTEGER NOT NULL, patient TEXT NOT NULL, PRIMARY KEY(subject, patient)) WITHOUT ROWID;
        CREATE INDEX subject_of_patient ON subject_member(patient);
        """;

    /// <summary>The current version of every resource, deleted ones too (without a body). <c>key</c> is
    /// <c>SearchHash.Key("Type/id")</c> and not unique on its own: type and id are compared on reading.</summary>
    public const string Resource = """
        CREATE TABLE resource(
            rid INTEGER PRIMARY KEY,
            key INTEGER NOT NULL,
            type INTEGER NOT NULL,
            version INTEGER NOT NULL,
            subject INTEGER NOT NULL,
            guard INTEGER NOT NULL,
            at INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            method INTEGER NOT NULL,
            id TEXT NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX resource_key ON resource(key);
        CREATE INDEX resource_order ON resource(type, subject, at, rid, guard) WHERE deleted = 0;
        CREATE INDEX resource_updated ON resource(type, updated);
        CREATE INDEX resource_changed ON resource(updated);
        CREATE INDEX resource_gone ON resource(subject) WHERE deleted = 1;
        """;

    /// <summary>The versions before the current one, each with the subject and the guard of its own content.</summary>
    public const string History = """
        CREATE TABLE history(
            entry INTEGER PRIMARY KEY,
            rid INTEGER NOT NULL,
            type INTEGER NOT NULL,
            version INTEGER NOT NULL,
            subject INTEGER NOT NULL,
            guard INTEGER NOT NULL,
            at INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            method INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE UNIQUE INDEX history_version ON history(rid, version);
        CREATE INDEX history_updated ON history(type, updated, rid);
        CREATE INDEX history_changed ON history(updated, rid);
        CREATE INDEX history_subject ON history(subject);
        """;

    /// <summary>References have the system -1, and of these alone there is an index by resource: it is what includes,
    /// chains and <c>_has</c> follow from a known resource. All indexes by resource grow at their end.</summary>
    public const string TokenRow = """
        CREATE TABLE token_row(
            slot INTEGER NOT NULL, value INTEGER NOT NULL, subject INTEGER NOT NULL, at INTEGER NOT NULL,
            rid INTEGER NOT NULL, system INTEGER NOT NULL, part INTEGER NOT NULL, guard INTEGER NOT NULL,
            PRIMARY KEY(slot, value, subject, at, rid, system, part)) WITHOUT ROWID;
        CREATE INDEX token_link ON token_row(rid, slot, value) WHERE system = -1;
        """;

    public const string StringRow = """
        CREATE TABLE string_row(
            slot INTEGER NOT NULL, value TEXT NOT NULL, subject INTEGER NOT NULL, at INTEGER NOT NULL,
            rid INTEGER NOT NULL, exact INTEGER NOT NULL, part INTEGER NOT NULL, guard INTEGER NOT NULL,
            PRIMARY KEY(slot, value, subject, at, rid, exact, part)) WITHOUT ROWID;
        CREATE INDEX string_of ON string_row(rid, slot);
        """;

    public const string DateRow = """
        CREATE TABLE date_row(
            slot INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, subject INTEGER NOT NULL,
            at INTEGER NOT NULL, rid INTEGER NOT NULL, part INTEGER NOT NULL, guard INTEGER NOT NULL,
            PRIMARY KEY(slot, low, high, subject, at, rid, part)) WITHOUT ROWID;
        CREATE INDEX date_of ON date_row(rid, slot);
        """;

    public const string NumberRow = """
        CREATE TABLE number_row(
            slot INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL, subject INTEGER NOT NULL,
            at INTEGER NOT NULL, rid INTEGER NOT NULL, part INTEGER NOT NULL, guard INTEGER NOT NULL,
            PRIMARY KEY(slot, low, high, subject, at, rid, part)) WITHOUT ROWID;
        CREATE INDEX number_of ON number_row(rid, slot);
        """;

    public const string QuantityRow = """
        CREATE TABLE quantity_row(
            slot INTEGER NOT NULL, unit INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
            subject INTEGER NOT NULL, at INTEGER NOT NULL, rid INTEGER NOT NULL, system INTEGER NOT NULL,
            part INTEGER NOT NULL, guard INTEGER NOT NULL,
            PRIMARY KEY(slot, unit, low, high, subject, at, rid, system, part)) WITHOUT ROWID;
        CREATE INDEX quantity_of ON quantity_row(rid, slot);
        """;

    /// <summary>The texts behind the hashes that rows of addresses have: few are different, so each is here
    /// once.</summary>
    public const string Uri = """
        CREATE TABLE uri(hash INTEGER PRIMARY KEY, text TEXT NOT NULL);
        CREATE INDEX uri_text ON uri(text, hash);
        """;

    /// <summary>Of ranges that are wider than a day there is an index by their end, since those that begin early can
    /// end late. The same for numbers and quantities that are ranges at all. See <see cref="Planning.RangePart"/>.
    /// </summary>
    public const string Wide = """
        CREATE INDEX date_wide ON date_row(slot, high) WHERE high >= low + 86400000;
        CREATE INDEX number_wide ON number_row(slot, high) WHERE low < high;
        CREATE INDEX quantity_wide ON quantity_row(slot, high) WHERE low < high;
        """;

    /// <summary>What has ever been written: <c>form_slot</c> the sets of slots in which a resource of a type had rows
    /// (slot 0 stands for the set itself), <c>unit_of</c> in which units a code was measured. Nothing is taken away
    /// when resources change, so that what is not here surely is nowhere.</summary>
    public const string Seen = """
        CREATE TABLE form_slot(
            type TEXT NOT NULL, slot INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY(type, slot, form))
            WITHOUT ROWID;
        CREATE TABLE unit_of(
            slot INTEGER NOT NULL, code INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY(slot, code, unit))
            WITHOUT ROWID;
        """;

    /// <summary>Custom search parameters. Numbers are never given twice: rows of a parameter that is gone must not
    /// become another's. <c>definition</c> is what <c>SearchParameterText</c> writes.</summary>
    public const string SearchParameter = """
        CREATE TABLE search_parameter(
            id INTEGER PRIMARY KEY AUTOINCREMENT, state INTEGER NOT NULL, job INTEGER NOT NULL,
            definition BLOB NOT NULL);
        """;

    /// <summary>Walks over the resources that were there before parameters were registered, and how far they
    /// are.</summary>
    public const string IndexJob = """
        CREATE TABLE index_job(
            id INTEGER PRIMARY KEY AUTOINCREMENT, cutoff INTEGER NOT NULL, type INTEGER NOT NULL,
            updated INTEGER NOT NULL, rid INTEGER NOT NULL, done INTEGER NOT NULL);
        """;

    /// <summary>Requests that are answered later, with their answers; docs/operations-fhir.md says what makes an
    /// answer invalid.</summary>
    public const string Job = """
        CREATE TABLE job(
            id TEXT PRIMARY KEY, owner BLOB NOT NULL, created INTEGER NOT NULL, request BLOB NOT NULL,
            beat INTEGER NOT NULL, runs INTEGER NOT NULL, status INTEGER NOT NULL, policy INTEGER NOT NULL,
            result BLOB NOT NULL);
        """;

    /// <summary>The reindexing that is under way, if any: one row.</summary>
    public const string Reindex = """
        CREATE TABLE reindex(
            id INTEGER PRIMARY KEY, type TEXT NOT NULL, parameter TEXT NOT NULL, next INTEGER NOT NULL,
            done INTEGER NOT NULL, total INTEGER NOT NULL, mended INTEGER NOT NULL, removed INTEGER NOT NULL);
        """;

    /// <summary>The steps that were taken from layout to layout, and the layout the store was made with.</summary>
    public const string Step = "CREATE TABLE schema_step(version INTEGER PRIMARY KEY)";

    /// <summary>The words of resources, in their order, without the texts themselves. Source:
    /// https://sqlite.org/fts5.html#contentless_delete_tables.</summary>
    public const string Narrative = """
        CREATE VIRTUAL TABLE narrative USING fts5(
            words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
        CREATE VIRTUAL TABLE content USING fts5(
            words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
        """;

    /// <summary>All of them, in the order in which they are made.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        Meta, Type, Slot, Guard, SubjectMember, Resource, History,
        TokenRow, StringRow, DateRow, NumberRow, QuantityRow, Wide, Uri, Seen, SearchParameter,
        IndexJob, Job, Narrative, Reindex, Step,
    ];
}
