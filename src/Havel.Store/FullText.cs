namespace Havel.Store;

/// <summary>Which texts a store can be searched by. A store keeps what it was made with.</summary>
public enum FullText : byte
{
    /// <summary>Narratives: <c>_text</c>.</summary>
    Narratives,

    /// <summary>None.</summary>
    None,

    /// <summary>Narratives, and all strings of a resource: <c>_content</c> too, at about a fifth more on disk
    /// (docs/performance.md).</summary>
    Everything,
}
