namespace Havel.Store.Writing;

/// <summary>What an operation does.</summary>
internal enum WriteKind
{
    /// <summary>A new resource under an id the server made.</summary>
    Create,

    /// <summary>A new version under an id the sender named.</summary>
    Update,

    Delete,

    /// <summary>As an update by a system, but equal content makes no new version: import.</summary>
    Import,

    /// <summary>Other labels, tags or profiles in a version that stays what it is.</summary>
    Relabel,
}
