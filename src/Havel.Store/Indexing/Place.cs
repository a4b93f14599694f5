namespace Havel.Store.Indexing;

/// <summary>What every index row of one resource carries beside its value.</summary>
/// <param name="Rid">The resource.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="At">Clinical date in seconds since 1970 UTC, or <see cref="NoDate"/>.</param>
/// <param name="Guard">What consent needs to know of it.</param>
internal readonly record struct Place(long Rid, long Subject, long At, int Guard)
{
    /// <summary>A resource without a clinical date comes before every one that has one: the smallest integer that
    /// SQLite
    /// keeps in six bytes, some four million years ago.</summary>
    public const long NoDate = -(1L << 47);

    /// <summary>Whether the keys of index rows are the same, so that a row can stay where it is.</summary>
    public bool SharesKeys(in Place other) => Rid == other.Rid && Subject == other.Subject && At == other.At;
}
