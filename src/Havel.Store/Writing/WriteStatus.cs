namespace Havel.Store.Writing;

/// <summary>What became of one operation. Those from <see cref="NotFound"/> on are refusals: they undo their whole
/// batch.</summary>
public enum WriteStatus
{
    /// <summary>Nothing was done, because another operation of the batch was refused.</summary>
    Undone,

    /// <summary>A first version, or the first after a deletion.</summary>
    Created,

    /// <summary>A further version.</summary>
    Updated,

    /// <summary>Gone; its history stays.</summary>
    Deleted,

    /// <summary>The content was there already: no new version.</summary>
    Unchanged,

    /// <summary>A conditional create found its resource; nothing was written.</summary>
    Exists,

    /// <summary>There is none, or none that the grant lets the caller see: the two are not told apart.</summary>
    NotFound,

    /// <summary>The caller may see the resource but not write it; <see cref="WriteResult.Issue"/> says why.</summary>
    Forbidden,

    /// <summary><c>If-Match</c> names another version than the current one.</summary>
    VersionConflict,

    /// <summary>A condition matched several resources.</summary>
    MultipleMatches,

    /// <summary>What the batch was prepared on has changed meanwhile: prepare it again.</summary>
    Stale,

    /// <summary>A resource of that type and id exists already; only for ids the server made itself.</summary>
    IdTaken,

    /// <summary>There is a current version, and the write was for a new resource only.</summary>
    AlreadyThere,

    /// <summary>A reference leads to nothing that the caller sees; <see cref="WriteResult.Issue"/> says
    /// which.</summary>
    Dangling,

    /// <summary>A resource that the caller sees refers to what was to be deleted.</summary>
    Referred,
}
