namespace Havel.Store.Terminology;

/// <summary>The tables of one code system's file; docs/terminology.md shows them. A concept's number is its place in a
/// walk over the hierarchy, so what stands below it in the tree is a range of numbers.</summary>
internal static class TerminologySchema
{
    /// <summary>Raised with every change of a table or of what its rows mean; files of another one are not
    /// read.</summary>
    public const int Version = 1;

    /// <summary>The concepts. <c>last</c> is the greatest number below it in the tree. Flags: 1 inactive, 2 abstract,
    /// 4 root.</summary>
    public const string Tables = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE property_name(
            id INTEGER PRIMARY KEY, code TEXT NOT NULL, uri TEXT, type TEXT NOT NULL, description TEXT);
        CREATE TABLE concept(
            id INTEGER PRIMARY KEY, code TEXT NOT NULL, display TEXT, definition TEXT,
            last INTEGER NOT NULL, flags INTEGER NOT NULL);
        CREATE TABLE parent(child INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY(child, parent)) WITHOUT ROWID;
        CREATE TABLE reach(
            ancestor INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
            PRIMARY KEY(ancestor, low)) WITHOUT ROWID;
        CREATE TABLE designation(
            concept INTEGER NOT NULL, rank INTEGER NOT NULL, language TEXT, use TEXT, value TEXT NOT NULL,
            PRIMARY KEY(concept, rank)) WITHOUT ROWID;
        CREATE TABLE property(
            concept INTEGER NOT NULL, name INTEGER NOT NULL, rank INTEGER NOT NULL, target INTEGER, value TEXT,
            PRIMARY KEY(concept, name, rank)) WITHOUT ROWID;
        """;

    /// <summary>Made when all rows are there, which is faster than keeping them up row by row.</summary>
    public const string Indexes = """
        CREATE INDEX main.child_of ON parent(parent, child);
        CREATE INDEX main.property_target ON property(name, target, concept) WHERE target IS NOT NULL;
        CREATE INDEX main.property_value ON property(name, value, concept) WHERE value IS NOT NULL;
        """;

    /// <summary>For systems in which <c>a</c> and <c>A</c> are one code.</summary>
    public const string AnyCase = "CREATE INDEX main.concept_any_case ON concept(code COLLATE NOCASE)";

    /// <summary>Words of displays and designations, for filters of an expansion. Nothing but the index is
    /// stored.</summary>
    public const string Words = """
        CREATE VIRTUAL TABLE word USING fts5(
            text, content='', columnsize=0, detail=column, tokenize='unicode61 remove_diacritics 2', prefix='2 3')
        """;

    /// <summary>Where rows wait until the hierarchy is known; a file beside, gone afterwards.</summary>
    public const string Stage = """
        CREATE TABLE stage.concept(
            ordinal INTEGER PRIMARY KEY, code TEXT NOT NULL, display TEXT, definition TEXT, flags INTEGER NOT NULL);
        CREATE TABLE stage.designation(
            ordinal INTEGER NOT NULL, language TEXT, use TEXT, value TEXT NOT NULL);
        CREATE TABLE stage.property(
            ordinal INTEGER NOT NULL, name INTEGER NOT NULL, target INTEGER, value TEXT);
        """;

    /// <summary>A file that is made anew needs no journal: it gets its name when it is whole.</summary>
    public const string Writer = """
        PRAGMA page_size = 8192;
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA cache_size = -32768;
        PRAGMA temp_store = FILE;
        """;

    /// <summary>A file never changes once it has its name, so the lock that the first read takes is kept: otherwise
    /// every question would ask the operating system for it, and look whether somebody wrote.</summary>
    public const string Reader = """
        PRAGMA query_only = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA cache_size = -4096;
        PRAGMA mmap_size = 4294967296;
        """;
}
