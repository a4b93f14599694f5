namespace Havel.Store.Reading;

/// <summary>The outcome of a read.</summary>
public enum ReadStatus
{
    /// <summary>There is none, or none that the grant lets the caller see: the two are not told apart.</summary>
    NotFound,

    /// <summary>Deleted; said only to those who could see the last version.</summary>
    Gone,

    Found,
}
