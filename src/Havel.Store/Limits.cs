namespace Havel.Store;

/// <summary>Every limit of the store in one place; docs/store.md gives the reasons.</summary>
public static partial class Limits
{
    /// <summary>Transactions that ask before they write, after one that went by what memory knew was
    /// overtaken.</summary>
    public const int TurnsToAsk = 16;

    /// <summary>New resources of a group that is written to PostgreSQL in one exchange, by what memory knows: of more,
    /// the exchange that asks first is a small part.</summary>
    public const int CreatesAhead = 256;

    /// <summary>Resources that are read for what they contain, for one search.</summary>
    public const int SearchedContainers = 10_000;

    /// <summary>How long a connection waits for a lock that only a checkpoint or a recovery can hold.</summary>
    public const int BusyMilliseconds = 10_000;

    /// <summary>Prepared statements a connection keeps; SQL comes in few shapes, so this is never reached in
    /// practice.</summary>
    public const int CachedStatements = 512;

    /// <summary>Statements without a result that wait on a PostgreSQL connection before they are sent together; beyond
    /// that a round trip more is small change.</summary>
    public const int QueuedStatements = 2_000;

    /// <summary>Instructions of SQLite's machine between two looks at the clock: about 20 microseconds.</summary>
    public const int InstructionsBetweenTimeChecks = 2_000;

    /// <summary>Operations one batch may hold: a transaction Bundle of this many entries.</summary>
    public const int OperationsPerBatch = 50_000;

    /// <summary>Operations gathered into one database transaction before it is committed.</summary>
    public const int OperationsPerCommit = 2_000;

    /// <summary>New rows of one table from which on PostgreSQL gets them as a copy of their own instead of within a
    /// statement.</summary>
    public const int CopiedRows = 2_000;

    /// <summary>How long the writer waits for a lost database to come back, when it has to learn whether its last
    /// commit went through. What was surely not committed is refused at once.</summary>
    public const int ReconnectSeconds = 60;

    /// <summary>How often it tries meanwhile.</summary>
    public const int ReconnectsPerSecond = 5;

    /// <summary>How often a group of writes is begun anew after its connection was lost.</summary>
    public const int CommitAttempts = 3;

    /// <summary>New resources that are moved into the database together once they are durable in the journal: at
    /// first, and at least. While nobody waits for a run, the next one may be larger: it touches fewer pages for
    /// each.</summary>
    public const int HeldRunLeast = 500;

    /// <summary>As many as a run may have: a search may have to wait for two of them.</summary>
    public const int HeldRunMost = 8_000;

    /// <summary>Bytes of one half of the journal: a large run of resources of usual size.</summary>
    public const int JournalHalfBytes = 8 << 20;

    /// <summary>Bytes of a body that may be held back; larger ones go into the database at once.</summary>
    public const int HeldBody = 32 << 10;

    /// <summary>Creates of one batch that may be held back together; larger batches gain nothing.</summary>
    public const int HeldBatch = 500;

    /// <summary>Rows moved into the database before the writer looks whether somebody waits: about 0.2 ms.</summary>
    public const int HeldSlice = 64;

    /// <summary>How long nothing may come before what is held moves on by itself.</summary>
    public const int HeldMilliseconds = 10;

    /// <summary>Batches that may wait for the writer; more wait for a place in the queue.</summary>
    public const int QueuedBatches = 4_096;

    /// <summary>Resources an import commits at once. Larger batches sort better and cost more memory.</summary>
    public const int ImportBatch = 20_000;

    /// <summary>Resources of an import that are committed together where the database takes them piece by piece:
    /// their index rows are sorted as a whole, which fills pages, and wait in memory, about 1 kB each.</summary>
    public const int ImportTransaction = 100_000;

    /// <summary>Pieces of such an import that are gathered and wait.</summary>
    public const int ImportPiecesUnderWay = 24;

    /// <summary>Resources of such a piece.</summary>
    public const int ImportPiece = 1_000;

    /// <summary>Index rows from which on they are sorted by numbers.</summary>
    public const int RowsSortedByRank = 64;

    /// <summary>Index rows that SQLite is given with one statement: beyond that it saves nothing more.</summary>
    public const int RowsPerInsert = 32;

    /// <summary>Bytes of bodies an import commits at once.</summary>
    public const long ImportBatchBytes = 48L << 20;

    /// <summary>Import batches gathered and waiting or being written: one of each keeps all cores busy.</summary>
    public const int ImportBatchesUnderWay = 2;

    /// <summary>Faults that a check of the store spells out; all are counted.</summary>
    public const int ReportedFaults = 100;

    /// <summary>Policy snapshots kept for readers whose transaction began before the newest.</summary>
    public const int PolicySnapshots = 4;

    /// <summary>Subjects the writer keeps in memory before it starts over; each takes about 100 bytes.</summary>
    public const int CachedSubjects = 200_000;

    /// <summary>How many rows still count as few: below, every row may be looked at dearly, and the planner looks no
    /// further to find out. A look at this many index rows takes about 50 microseconds.</summary>
    public const int FewRows = 1_000;

    /// <summary>Resources at the far end of a link that are few enough to look at what refers to them.</summary>
    public const int FewLinks = 64;

    /// <summary>Rows from which the planner judges how many there are: 20 microseconds.</summary>
    public const int SampledRows = 512;

    /// <summary>Rows up to which the planner counts what it cannot judge by a sample: half a millisecond, remembered
    /// for
    /// <see cref="SizeUses"/> plans.</summary>
    public const int CountedRows = 16_384;

    /// <summary>Sizes of large sources that a reader remembers.</summary>
    public const int KnownSizes = 4_096;

    /// <summary>Plans that a remembered size serves before it is looked at again.</summary>
    public const int SizeUses = 256;

    /// <summary>Subjects a clause may tell the planner; a patient has one, and one more for each group of patients that
    /// is named in a resource together with them.</summary>
    public const int KnownSubjects = 8;

    /// <summary>Row variables with a name made in advance; plans of more hops make theirs as they need.</summary>
    public const int RowVariables = 64;

    /// <summary>Keys of one <c>_sort</c>.</summary>
    public const int SortKeys = 5;

    /// <summary>Bytes by which texts are sorted; texts that begin with the same bytes stand in the default order. As
    /// long as the longest id.</summary>
    public const int SortTextBytes = 64;

    /// <summary>How long one query may take; more is an issue of type <c>too-costly</c>.</summary>
    public const int QuerySeconds = 30;

    /// <summary>Resources that includes may bring to a page; what is left out is told.</summary>
    public const int IncludedResources = 1_000;

    /// <summary>Rounds of <c>:iterate</c>.</summary>
    public const int IncludeRounds = 8;

    /// <summary>Resources whose references PostgreSQL follows by one statement: few ways over the wire, and not all of
    /// what many lead to at once.</summary>
    public const int FollowedAtOnce = 64;

    /// <summary>Records of <c>$everything</c> that are looked for at a time; the dates of some may not fit.</summary>
    public const int EverythingChunk = 1_000;

    /// <summary>Different profiles, tags and security labels that one answer tells of.</summary>
    public const int Labels = 10_000;

    /// <summary>Matches up to which every page tells a total; more are counted where <c>_total</c> asks for
    /// it.</summary>
    public const int CountedByWalking = 100;

    /// <summary>Reading connections, each with its statements and its memory of decisions.</summary>
    public const int Readers = 8;

    /// <summary>Connections besides those, for the reads of transactions.</summary>
    public const int Snapshots = 4;

    /// <summary>Kinds of grant a reader remembers decisions for.</summary>
    public const int CachedGrants = 64;

    /// <summary>Subjects a reader remembers for one kind of grant, and shapes it remembers at all; about 50 bytes
    /// each.</summary>
    public const int CachedShapes = 100_000;

    /// <summary>Resources indexed for a new search parameter in one commit: some milliseconds of the writer's
    /// time.</summary>
    public const int ReindexedResources = 250;

    /// <summary>Rows of a search parameter that is gone which are removed in one commit.</summary>
    public const int RemovedRows = 2_000;

    /// <summary>Codes of a circle in a hierarchy that are named to whoever imports it.</summary>
    public const int NamedConcepts = 10;

    /// <summary>Addresses that the writer knows to be on disk, so that their texts need not be looked at again; each
    /// takes about 40 bytes.</summary>
    public const int CachedUris = 200_000;

    /// <summary>Values of a list that are written into the statement one by one; a longer list goes in as one value,
    /// and is checked as a set where many rows are expected.</summary>
    public const int ListedValues = 16;

    /// <summary>Look-ups the planner makes to leave out those values of a long list that no resource has: about a
    /// microsecond each.</summary>
    public const int PrunedValues = 50_000;

    /// <summary>Places or organisations that a search above or below one may come to.</summary>
    public const int HierarchyNodes = 10_000;

    /// <summary>Parentheses and groups within each other in an expression of SNOMED CT's constraint language.</summary>
    public const int EclNesting = 32;

    /// <summary>Resources that are erased in one commit.</summary>
    public const int ErasedResources = 500;

    /// <summary>Resources that a reindexing reads at a time.</summary>
    public const int ReindexSlice = 250;

    /// <summary>Resources of a part of a reindexing: it keeps a hash of each of their rows in memory, some 200 bytes a
    /// resource, and walks over the index tables once.</summary>
    public const int ReindexPart = 500_000;

    /// <summary>Index rows that a reindexing reads at a time while it sweeps.</summary>
    public const int SweptRows = 5_000;
}
